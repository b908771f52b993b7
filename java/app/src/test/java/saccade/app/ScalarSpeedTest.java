package saccade.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;

/** The definition is no fast backend, but it must not make a demo a wait: 500 steps a second. */
@Tag("slow")
class ScalarSpeedTest {
  private static final int STEPS = 500;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aDeltaStepOfTheDemoTakesAtMostTwoMilliseconds(Mode mode) {
    RecordedFrames frames = RecordedFrames.ofGame("breakout", 1, STEPS);
    double best = Double.MAX_VALUE;
    try (Session session = plan(mode, frames).open(Builtin.TABLE4.thresholds())) {
      for (int round = 0; round < 4; round++) { // early rounds warm up
        best = Math.min(best, secondsPerStep(session, frames));
      }
    }
    assertTrue(1 / best >= 500, mode + ": " + 1 / best + " steps per second");
  }

  private static double secondsPerStep(Session session, RecordedFrames frames) {
    byte[] frame = new byte[session.frame().capacity()];
    float[] y = new float[session.output().capacity()];
    long nanos = 0;
    for (int step = 0; step < frames.steps(); step++) {
      if (frames.episodeStart(step)) {
        session.reset();
      }
      frames.frame(step, frame);
      long start = System.nanoTime();
      session.stepFrame(frame, y);
      nanos += System.nanoTime() - start;
    }
    return nanos / 1e9 / frames.steps();
  }

  private static Plan plan(Mode mode, RecordedFrames frames) {
    ScalarBackend backend = new ScalarBackend();
    Network network = Builtin.TABLE4.network();
    if (mode == Mode.FLOAT32) {
      return backend.plan(network, PlanOptions.DEFAULT);
    }
    Calibration ranges =
        Calibration.watch(backend, network, PlanOptions.DEFAULT, frames.slice(0, 100));
    return backend.plan(Quantizer.quantize(network, ranges), PlanOptions.DEFAULT);
  }
}
