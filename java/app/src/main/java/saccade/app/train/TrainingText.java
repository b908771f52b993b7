package saccade.app.train;

import java.util.Locale;
import saccade.training.dqn.HyperParameters;
import saccade.training.evaluation.Returns;
import saccade.training.job.JobOptions;
import saccade.training.job.TrainReport;

/** Reports of training for people. */
public final class TrainingText {
  private TrainingText() {}

  /** Prints what is about to happen, unless one JSON object is all that is wanted. */
  public static void begin(JobOptions job, boolean json) {
    if (!json) {
      System.out.print(settings(job.settings()));
      System.out.println("Everything is written to " + job.folder());
    }
  }

  /** All hyper-parameters. */
  static String settings(HyperParameters s) {
    return String.format(
        Locale.ROOT,
        """
        Double DQN on %s, network %s, preset %s, seed %d
          %d environments in lock-step, %d threads, actions chosen by the %s
          %s
          %s
          %s
          %s
        """,
        s.environment(),
        s.network(),
        s.preset(),
        s.seed(),
        s.environments(),
        s.threads(),
        s.actor().name().toLowerCase(Locale.ROOT),
        s.optimizer(),
        s.exploration(),
        s.experience(),
        s.updates());
  }

  /** The report of one run. */
  public static String of(TrainReport r) {
    return String.format(
        Locale.ROOT,
        """
        Trained on %,d frames with %,d updates in %.0f s (%,.0f frames/s)
        Return %s
        Random %s
        A step takes %,.0f of %,d multiplications at T = 0: %.1fx fewer
        VERIFIED on its own play: %d rows of backend, mode and threshold%s
        %s
        %s
        """,
        r.frames(),
        r.updates(),
        r.seconds(),
        r.framesPerSecond(),
        returns(r.returns()),
        returns(r.randomReturns()),
        r.multiplications().counted(),
        r.multiplications().dense(),
        r.multiplications().reduction(),
        r.checkRows(),
        r.onnxruntime() == null ? ", ONNX Runtime included" : "",
        r.onnx(),
        r.curve());
  }

  private static String returns(Returns r) {
    return String.format(
        Locale.ROOT, "%.2f (%.0f to %.0f, %d episodes)", r.mean(), r.min(), r.max(), r.episodes());
  }
}
