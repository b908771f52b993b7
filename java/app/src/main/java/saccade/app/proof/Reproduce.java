package saccade.app.proof;

import saccade.app.play.Drive;
import saccade.app.subject.Subject;

/** The command that shows a failure again. */
final class Reproduce {
  private Reproduce() {}

  /** One row, and no other but those of its peer. */
  static String row(ProofTask task, ProofOptions options) {
    return "./saccade verify %s --backends %s --mode %s --thresholds %s%s"
        .formatted(
            task.subject().argument(),
            task.peer() == null
                ? task.backend().name()
                : task.peer().name() + "," + task.backend().name(),
            task.mode(),
            task.thresholds(),
            tail(task.drive(), options));
  }

  /** Every row of a network. */
  static String network(Subject subject, Drive drive, ProofOptions options) {
    return "./saccade verify " + subject.argument() + tail(drive, options);
  }

  private static String tail(Drive drive, ProofOptions options) {
    return " --steps "
        + options.steps()
        + " --seed "
        + options.seed()
        + drive.flag()
        + options.plans().flag();
  }
}
