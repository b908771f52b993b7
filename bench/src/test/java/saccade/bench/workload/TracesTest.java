package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.bench.workload.SpriteTrace.Sprites;

/** What changes from step to step. */
class TracesTest {
  private static final int PIXELS = 84 * 84;
  private static final int PLANES = 4;

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"table4", "table5", "breakout", "scene-cut", "noise", "robot-mlp"})
  void noObservationComesTwice(String name) {
    assertEquals(Workloads.STEPS, distinctObservations(name));
  }

  /** Objects that march in step come back to where they were, now and then. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"invaders", "scroll", "sparse96"})
  void atLeastTwentyThousandObservationsDiffer(String name) {
    int distinct = distinctObservations(name);
    assertTrue(distinct >= 20_000, name + ": " + distinct);
  }

  private static int distinctObservations(String name) {
    StepTrace trace = WorkloadFile.read(name).steps().trace(Workloads.STEPS, 1);
    int planes = trace.isFrames() ? PLANES : 1;
    long[] frames = new long[trace.steps()];
    byte[] frame = new byte[trace.isFrames() ? PIXELS : GaitTrace.SIZE * Float.BYTES];
    Set<Long> observations = new HashSet<>();
    for (int step = 0; step < frames.length; step++) {
      trace.frame(step, frame);
      frames[step] = hash(frame);
      long stack = 0;
      for (int back = 0; back < planes; back++) {
        stack = 31 * stack + (step < back ? 0 : frames[step - back]);
      }
      observations.add(stack);
    }
    return observations.size();
  }

  private static long hash(byte[] bytes) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : bytes) {
      hash = (hash ^ (b & 0xff)) * 0x100000001B3L;
    }
    return hash;
  }

  @Test
  void everyPixelOfNoiseChangesInEveryStep() {
    StepTrace noise = new NoiseTrace(50, 1);
    for (int step = 1; step < 50; step++) {
      assertEquals(PIXELS, changes(noise, step));
    }
  }

  @Test
  void noiseIsAllGrayLevelsAlike() {
    int[] times = new int[256];
    byte[] frame = new byte[PIXELS];
    for (int step = 0; step < 100; step++) {
      new NoiseTrace(100, 1).frame(step, frame);
      for (byte gray : frame) {
        times[gray & 0xff]++;
      }
    }
    for (int gray = 0; gray < 256; gray++) {
      assertEquals(100 * PIXELS / 256.0, times[gray], 300, "gray level " + gray);
    }
  }

  @Test
  void everyPixelChangesAtACutAndFewBetween() {
    StepTrace cuts = WorkloadFile.read("scene-cut").steps().trace(400, 1);
    for (int step = 1; step < 400; step++) {
      int changes = changes(cuts, step);
      if (step % 50 == 0) {
        assertEquals(PIXELS, changes, "cut at step " + step);
        assertFalse(cuts.episodeStart(step));
      } else {
        assertTrue(cuts.episodeStart(step) || changes < 600, changes + " at step " + step);
      }
    }
  }

  @Test
  void nothingChangesAfterTheFirstFramesOfStatic() {
    StepTrace still = WorkloadFile.read("static").steps().trace(1000, 1);
    int moving = 0;
    for (int step = 1; step < 1000; step++) {
      moving += changes(still, step) > 0 ? 1 : 0;
      assertTrue(step <= 8 || changes(still, step) == 0, "step " + step);
      assertFalse(still.episodeStart(step));
    }
    assertTrue(moving > 0);
    assertEquals(1000, still.steps());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void halfOfTheRobotsNumbersPassTheirThresholds(long seed) {
    StepTrace walk = new GaitTrace(3000, seed);
    var thresholds = WorkloadFile.read("robot-mlp").frozenThresholds();
    float[] sent = new float[GaitTrace.SIZE];
    float[] now = new float[GaitTrace.SIZE];
    int events = 0;
    for (int step = 0; step < walk.steps(); step++) {
      walk.observation(step, now);
      for (int i = 0; i < now.length; i++) {
        if (Math.abs(now[i] - sent[i]) >= thresholds.input(i)) {
          sent[i] = now[i];
          events++;
        }
      }
    }
    assertEquals(0.5, (double) events / walk.steps() / now.length, 0.05);
  }

  @Test
  void theRobotsNumbersHaveTheDeviationsThatTheyAreScaledBy() {
    StepTrace walk = new GaitTrace(5000, 1);
    float[] now = new float[GaitTrace.SIZE];
    double[] sum = new double[now.length];
    double[] squares = new double[now.length];
    for (int step = 0; step < walk.steps(); step++) {
      walk.observation(step, now);
      for (int i = 0; i < now.length; i++) {
        sum[i] += now[i];
        squares[i] += (double) now[i] * now[i];
      }
    }
    for (int i = 0; i < now.length; i++) {
      double mean = sum[i] / walk.steps();
      double deviation = Math.sqrt(squares[i] / walk.steps() - mean * mean);
      assertEquals(1, deviation / GaitTrace.deviations()[i], 0.4, "number " + i);
    }
  }

  @Test
  void aCommandIsHeldForAHundredSteps() {
    StepTrace walk = new GaitTrace(1000, 1);
    float[] before = new float[GaitTrace.SIZE];
    float[] now = new float[GaitTrace.SIZE];
    for (int step = 1; step < 1000; step++) {
      walk.observation(step - 1, before);
      walk.observation(step, now);
      assertTrue(step % 100 == 0 || now[45] == before[45], "step " + step);
    }
  }

  @Test
  void bytesAndNumbersOfAStepAreTheSame() {
    StepTrace walk = new GaitTrace(10, 1);
    float[] numbers = new float[GaitTrace.SIZE];
    byte[] bytes = new byte[GaitTrace.SIZE * Float.BYTES];
    walk.observation(7, numbers);
    walk.frame(7, bytes);
    var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < numbers.length; i++) {
      assertEquals(numbers[i], buffer.getFloat(i * Float.BYTES));
    }
  }

  @Test
  void spritesStayInTheFrameAndOnlyBrighten() {
    StepTrace gray = new StillTrace(new NoiseTrace(3000, 1), 3000, 0);
    StepTrace sprites = new SpriteTrace(gray, 84, new Sprites(3, 7, 100, 1.7), 9);
    byte[] before = new byte[PIXELS];
    byte[] after = new byte[PIXELS];
    gray.frame(0, before);
    for (int step = 0; step < 3000; step++) {
      sprites.frame(step, after);
      int at100 = 0;
      for (int i = 0; i < PIXELS; i++) {
        boolean covered = (after[i] & 0xff) == 100;
        at100 += covered ? 1 : 0;
        assertTrue(after[i] == before[i] || covered);
      }
      assertTrue(at100 > 0, "step " + step);
    }
  }

  @Test
  void framesAreNotReadAsNumbers() {
    StepTrace noise = new NoiseTrace(2, 1);
    assertThrows(IllegalStateException.class, () -> noise.observation(0, new float[PIXELS]));
  }

  private static int changes(StepTrace trace, int step) {
    byte[] before = new byte[PIXELS];
    byte[] now = new byte[PIXELS];
    trace.frame(step - 1, before);
    trace.frame(step, now);
    int changes = 0;
    for (int i = 0; i < PIXELS; i++) {
      changes += before[i] == now[i] ? 0 : 1;
    }
    return changes;
  }
}
