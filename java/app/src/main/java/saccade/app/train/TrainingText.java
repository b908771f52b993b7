package saccade.app.train;

import java.util.Locale;
import saccade.training.dqn.HyperParameters;
import saccade.training.evaluation.Returns;
import saccade.training.job.GradualJob;
import saccade.training.job.JobOptions;
import saccade.training.job.TicketOptions;
import saccade.training.job.TicketsReport;
import saccade.training.job.TrainReport;
import saccade.training.pruning.MaskStatistics;

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

  /** The same of a search for tickets. */
  public static void begin(TicketOptions tickets, boolean json) {
    if (!json) {
      System.out.println(tickets);
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
          pruning: %s
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
        s.updates(),
        s.pruning());
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

  /** The report of a gradual pruning. */
  public static String of(GradualJob.Report r) {
    return String.format(
            Locale.ROOT,
            "%,d of %,d weights kept in scope%n%s",
            r.kept(),
            r.total(),
            layers(r.mask()))
        + of(r.train());
  }

  private static String layers(MaskStatistics mask) {
    StringBuilder text = new StringBuilder();
    for (MaskStatistics.LayerRow row : mask.layers()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-10s %,9d of %,9d weights, sparsity %.3f, %d dead outputs%n",
              row.name(),
              row.kept(),
              row.total(),
              row.sparsity(),
              row.deadOutputs()));
    }
    return text.toString();
  }

  /** One line per training. */
  public static String of(TicketsReport r) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-22s %10s %9s %8s %8s %12s %9s%n",
            "training",
            "kept",
            "sparsity",
            "return",
            "random",
            "counted",
            "fewer"));
    r.rounds().forEach(row -> text.append(line(row)));
    r.controls().forEach(row -> text.append(line(row)));
    text.append(String.format("VERIFIED: every network, on its own play%n"));
    return text.toString();
  }

  private static String line(TicketsReport.Round row) {
    return String.format(
        Locale.ROOT,
        "%-22s %,10d %9.3f %8.2f %8.2f %,12.0f %8.1fx%n",
        row.name(),
        row.kept(),
        row.mask().inScope().sparsity(),
        row.meanReturn(),
        row.randomReturn(),
        row.counted(),
        row.reduction());
  }

  private static String returns(Returns r) {
    return String.format(
        Locale.ROOT, "%.2f (%.0f to %.0f, %d episodes)", r.mean(), r.min(), r.max(), r.episodes());
  }
}
