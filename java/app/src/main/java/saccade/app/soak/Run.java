package saccade.app.soak;

import java.util.function.LongConsumer;
import saccade.app.play.FrameSource;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.Session;

/** One session that takes every step without a reset, so that whatever accumulates does. */
abstract class Run {
  private final SoakOptions options;

  Run(SoakOptions options) {
    this.options = options;
  }

  /** Before a step that {@link #checked} follows. */
  abstract void before(Session session);

  /** After every step. */
  abstract void stepped(Session session);

  /** After a step at which every layer is checked. */
  abstract void checked(Session session, byte[] frame, long step);

  /** After a step at which y is checked. */
  abstract void checkedOutput(Session session, float[] y, long step);

  final void play(Plan plan, LongConsumer progress) {
    byte[] frame = new byte[plan.network().input().frameBytes()];
    float[] y = new float[plan.network().outputSize()];
    try (FrameSource source = options.drive().endless(options.seed());
        Session session = plan.open(options.thresholds())) {
      for (long step = 0; step < options.steps(); step++) {
        source.advance();
        source.frame(frame);
        boolean check = options.isCheck(step);
        if (check) {
          before(session);
        }
        Observations.stepFrame(session, frame, y);
        stepped(session);
        if (options.isOutputCheck(step)) {
          checkedOutput(session, y, step);
        }
        if (check) {
          checked(session, frame, step);
        }
        progress.accept(1);
      }
    }
  }
}
