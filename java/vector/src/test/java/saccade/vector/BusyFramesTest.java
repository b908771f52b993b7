package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.engine.Crossovers;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.StepCounts;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Fill;
import saccade.model.ImageStack;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/**
 * Frames that change a little, so much that listing them may or may not be worth it, and so much
 * that it is not, in any order and between everything else that a session can be told.
 */
class BusyFramesTest {
  private static final int STEPS = 600;
  private static final int SEEN = 20 * 5 * 5;
  private static final double[] SHARES = {0, 0.02, 0.02, 0.3, 0.3, 0.9};
  private static final float[] LEVELS = {0, 0, 1.5f, 40};

  private final SplittableRandom random = new SplittableRandom(11);

  @ParameterizedTest
  @CsvSource({"1,ZEROS", "1,REPEAT", "2,ZEROS", "2,REPEAT"})
  void everyOrderGivesTheDefinitionsBits(int channels, Fill fill) {
    QuantizedNetwork grids = Pruned.grids(Pruned.stack(channels));
    ImageStack stack = (ImageStack) grids.source().input();
    int crossover = stack.frameSize() * 8 / 10;
    PlanOptions options =
        PlanOptions.DEFAULT.withFill(fill).withCrossovers(Crossovers.of(crossover, 60));
    Thresholds zero = Thresholds.zero(grids.source());
    int late = 0;
    try (Session session = new VectorBackend().plan(grids, options).open(zero);
        Session scalar = new ScalarBackend().plan(grids, options).open(zero)) {
      byte[] frame = new byte[stack.frameSize()];
      for (int step = 0; step < STEPS; step++) {
        interrupt(step, session, scalar);
        int changed = draw(frame);
        late += take(frame, session, scalar, changed > crossover / Pruned.STACK) ? 1 : 0;
        assertSame(scalar, session, "step " + step);
      }
    }
    assertTrue(late > 20, "frames listed after all: " + late);
  }

  /** What else may happen between two frames, to both sessions. */
  private void interrupt(int step, Session session, Session scalar) {
    switch (random.nextInt(24)) {
      case 0, 1, 2 -> {
        float least = LEVELS[random.nextInt(LEVELS.length)];
        Thresholds thresholds = Thresholds.of(least, 0);
        session.setThresholds(thresholds);
        scalar.setThresholds(thresholds);
      }
      case 3 -> {
        session.reset();
        scalar.reset();
      }
      case 4 -> {
        session.restore(scalar.snapshot());
        assertArrayEquals(
            scalar.snapshot().toBytes(), session.snapshot().toBytes(), "step " + step);
      }
      case 5 -> {
        observe(session, scalar);
        assertSame(scalar, session, "the observation before step " + step);
      }
      default -> {}
    }
  }

  /** An observation of which one frame is new in part. */
  private void observe(Session session, Session scalar) {
    double[] sent = new double[session.observation().capacity()];
    scalar.readSent(0, sent);
    byte[] frame = new byte[sent.length / Pruned.STACK];
    int first = random.nextInt(Pruned.STACK) * frame.length;
    byte[] all = new byte[sent.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) sent[i];
    }
    System.arraycopy(all, first, frame, 0, frame.length);
    draw(frame);
    System.arraycopy(frame, 0, all, first, frame.length);
    float[] y = new float[6];
    float[] owed = new float[6];
    session.step(all, y);
    scalar.step(all, owed);
    assertArrayEquals(owed, y, "an observation");
  }

  /** Draws some pixels anew; returns how many changed. */
  private int draw(byte[] frame) {
    double share = SHARES[random.nextInt(SHARES.length)];
    int changed = 0;
    for (int i = 0; i < frame.length; i++) {
      byte before = frame[i];
      if (random.nextDouble() < share) {
        frame[i] = (byte) random.nextInt(256);
      }
      changed += before == frame[i] ? 0 : 1;
    }
    return changed;
  }

  /** True if a busy frame was taken as events. */
  private static boolean take(byte[] frame, Session session, Session scalar, boolean busy) {
    float[] y = new float[6];
    float[] owed = new float[6];
    session.stepFrame(frame, y);
    scalar.stepFrame(frame, owed);
    assertArrayEquals(owed, y);
    return busy && session.counts().denseRuns(1) == 0;
  }

  private static void assertSame(Session scalar, Session session, String where) {
    StepCounts owed = scalar.counts();
    StepCounts counts = session.counts();
    for (int k = 1; k <= owed.depth(); k++) {
      assertEquals(owed.events(k), counts.events(k), where);
      assertEquals(owed.counted(k), counts.counted(k), where);
      assertEquals(owed.denseRuns(k), counts.denseRuns(k), where);
    }
    double[] sums = new double[SEEN];
    double[] same = new double[SEEN];
    scalar.readAccumulators(1, sums);
    session.readAccumulators(1, same);
    assertArrayEquals(sums, same, where);
  }
}
