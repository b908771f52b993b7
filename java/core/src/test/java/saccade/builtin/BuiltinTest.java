package saccade.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.verify.selftest.RandomFrames;

class BuiltinTest {
  static final List<Builtin> BUILTINS = Builtin.ALL;

  private static final int PIXELS = DeepQNetwork.SIDE * DeepQNetwork.SIDE;

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    var error = assertThrows(IllegalArgumentException.class, () -> Builtin.named("table6"));
    assertTrue(error.getMessage().contains("'table6'"), error.getMessage());
    assertTrue(error.getMessage().contains("table4, table5"), error.getMessage());
  }

  @ParameterizedTest
  @FieldSource("BUILTINS")
  void weightsAreFrozen(Builtin builtin) {
    CRC32 crc = new CRC32();
    for (PlacedLayer layer : builtin.network().weighted()) {
      for (float w : layer.layer().weights().toDense()) {
        int bits = Float.floatToRawIntBits(w);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
          crc.update(bits >>> shift);
        }
      }
    }
    assertEquals(builtin == Builtin.TABLE4 ? TABLE4_CRC : TABLE5_CRC, crc.getValue());
  }

  private static final long TABLE4_CRC = 251_471_051L;
  private static final long TABLE5_CRC = 2_886_469_819L;

  @Test
  void aSessionOfTheTable1NetworkHoldsAtMost300KilobytesOfState() {
    for (Mode mode : Mode.values()) {
      assertTrue(plan(mode).info().stateBytes() <= 300_000, mode.toString());
      assertTrue(plan(mode).info().stateBytes() >= 28_224 + 2 * 4 * 21_632, "it counts too little");
      assertTrue(plan(mode).info().scratchBytes() > 0);
    }
  }

  /** What the plan reports is what a session takes: many sessions, one plan, bytes on the heap. */
  @Test
  void reportedBytesAreWhatASessionAllocates() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Plan plan = plan(Mode.EXACT);
    plan.open().close();
    long before = threads.getCurrentThreadAllocatedBytes();
    Session session = plan.open();
    long heap = threads.getCurrentThreadAllocatedBytes() - before;
    long direct = session.observation().capacity() + session.frame().capacity() + 4L * 4;
    session.close();
    long reported = plan.info().stateBytes() + plan.info().scratchBytes();
    assertEquals(1, (double) (heap + direct) / reported, 0.05);
  }

  @Test
  void aTable1StepAllocatesNothing() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    RandomFrames frames = new RandomFrames(8, PIXELS, 255, 3);
    byte[][] frame = new byte[8][PIXELS];
    for (int i = 0; i < frame.length; i++) {
      frames.frame(i, frame[i]);
    }
    float[] y = new float[4];
    for (Mode mode : Mode.values()) {
      try (Session session = plan(mode).open(Builtin.TABLE4.thresholds())) {
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 10 && bytes >= 50; round++) {
          long before = threads.getCurrentThreadAllocatedBytes();
          for (int i = 0; i < 50; i++) {
            session.stepFrame(frame[i & 7], y);
          }
          bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertTrue(bytes < 50, mode + ": 50 steps allocated " + bytes + " bytes");
      }
    }
  }

  private static Plan plan(Mode mode) {
    ScalarBackend backend = new ScalarBackend();
    Network network = Builtin.TABLE4.network();
    if (mode == Mode.FLOAT32) {
      return backend.plan(network, PlanOptions.DEFAULT);
    }
    Calibration ranges =
        Calibration.watch(
            backend, network, PlanOptions.DEFAULT, new RandomFrames(5, PIXELS, 255, 1));
    return backend.plan(Quantizer.quantize(network, ranges), PlanOptions.DEFAULT);
  }

  @Test
  void theSearchFindsThresholdsThatGiveTheWantedSparsity() {
    Network network = Builtin.TABLE5.network();
    SplittableRandom random = new SplittableRandom(1);
    RandomFrames frames = new RandomFrames(30, PIXELS, 255, random.nextLong());
    ScalarBackend backend = new ScalarBackend();
    var found =
        ThresholdSearch.toward(backend, network, PlanOptions.DEFAULT, frames, 0.9, 0.85, 0.8, 0.75);
    Session session = backend.plan(network, PlanOptions.DEFAULT).open(found);
    byte[] frame = new byte[PIXELS];
    float[] y = new float[4];
    double[] events = new double[5];
    int moving = 0;
    for (int step = 0; step < frames.steps(); step++) {
      boolean first = frames.episodeStart(step);
      if (first) {
        session.reset();
      }
      frames.frame(step, frame);
      session.stepFrame(frame, y);
      if (!first && session.counts().moving()) {
        moving++;
        for (int k = 1; k <= 4; k++) {
          events[k] += session.counts().events(k + 1);
        }
      }
    }
    double[] wanted = {0, 0.9, 0.85, 0.8, 0.75};
    for (int k = 1; k <= 4; k++) {
      assertEquals(wanted[k], 1 - events[k] / moving / network.shape(k).size(), 0.01, "layer " + k);
    }
  }
}
