package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import saccade.engine.BatchSession;
import saccade.engine.Mode;
import saccade.engine.Session;
import saccade.model.Input;
import saccade.verify.metamorphic.Metamorphic;

/** Laws between two runs, and what steps allocate (contract, law 14); each in a share of cases. */
final class LawScenario {
  private static final int FRAMES = 8;
  private static final int MOST_ROUNDS = 50;

  /** Metamorphic laws quantise to 8 bits, where a range and its limit may be less than half. */
  private static final double OTHER_GRIDS = 0.25;

  private final Stage stage;
  private final Draw draw;
  private final byte[][] frames;

  private LawScenario(Stage stage) {
    this.stage = stage;
    draw = Draw.of(stage.id(), Draw.Aspect.LAWS, 0);
    List<byte[]> allowed = new ArrayList<>();
    for (byte[] frame : stage.made.frames()) {
      if (stage.allowed(frame, OTHER_GRIDS) && allowed.size() < FRAMES) {
        allowed.add(frame);
      }
    }
    frames = allowed.toArray(new byte[0][]);
  }

  /**
   * Checks them.
   *
   * @param allocated bytes that this thread has allocated so far; null if that cannot be known
   */
  static void run(Stage stage, @Nullable LongSupplier allocated) {
    LawScenario scenario = new LawScenario(stage);
    boolean metamorphic = scenario.draw.oneIn(6);
    boolean allocation = scenario.draw.oneIn(6);
    if (scenario.frames.length == 0) {
      return;
    }
    if (metamorphic && stage.id().has(Feature.METAMORPHIC)) {
      scenario.metamorphic();
    }
    if (allocation && stage.id().has(Feature.ALLOCATION) && allocated != null) {
      scenario.allocation(allocated);
    }
  }

  private void metamorphic() {
    List<String> failures =
        Metamorphic.check(
            stage.backend(),
            stage.made.options(),
            stage.made.network(),
            stage.mode == Mode.EXACT ? stage.made.calibration() : null,
            stage.made.thresholds(-1),
            FrameGenerator.sequence(frames));
    if (!failures.isEmpty()) {
      throw Failure.of(failures.get(0));
    }
  }

  /** Rounds of steps until one allocates nothing: the first ones load classes. */
  private void allocation(LongSupplier allocated) {
    byte[] whole = new byte[stage.network().input().observationBytes()];
    try (Session session = stage.plan.open(stage.made.thresholds(-1));
        BatchSession batch = stage.plan.openBatch(2, stage.made.thresholds(-1))) {
      batch.join();
      requireNothing(allocated, "a step", () -> steps(session, whole));
      requireNothing(allocated, "a step of a batch", () -> batchSteps(batch));
    }
  }

  private static void requireNothing(LongSupplier allocated, String what, Runnable steps) {
    long bytes = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && bytes != 0; round++) {
      long before = allocated.getAsLong();
      steps.run();
      bytes = allocated.getAsLong() - before;
    }
    Failure.require(bytes == 0, what + " allocates nothing", "steps allocated " + bytes + " bytes");
  }

  private void steps(Session session, byte[] whole) {
    for (byte[] frame : frames) {
      session.frame().put(0, frame);
      session.stepFrame();
      session.observation().put(0, whole);
      session.step();
    }
  }

  private void batchSteps(BatchSession batch) {
    Input input = stage.network().input();
    for (byte[] frame : frames) {
      batch.input().put(0, frame);
      batch.stepFrames();
    }
    for (int i = 0; i < input.observationBytes(); i++) {
      batch.input().put(i, (byte) 0);
    }
    batch.stepFull();
  }
}
