package saccade.app.literal;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.verify.literal.RuleComparison;
import saccade.verify.literal.RuleRow;

/**
 * What {@code verify --literal} found; its JSON form is part of the command's interface.
 *
 * @param frames name of the trace, or of the game and its seed
 * @param mode the arithmetic, always FLOAT32
 * @param steps steps per row
 * @param mostEvents bound of the literal algorithm, in events per step
 * @param earlySteps steps after a reset that count as early
 * @param models one per network
 */
public record LiteralReport(
    String frames, String mode, int steps, long mostEvents, int earlySteps, List<Model> models) {
  /**
   * One network.
   *
   * @param model its name
   * @param denseMultiplications of one unoptimised inference
   * @param literalMultiplicationsAtZero of one literal step at T = 0 without a bound
   * @param rows one per setting of thresholds and rule
   */
  public record Model(
      String model,
      long denseMultiplications,
      double literalMultiplicationsAtZero,
      List<RuleRow> rows) {}

  private static final String FORMAT = "%-18s %14s %8s %11s %11s %9s %9s %9s %9s %7s %7s%n";

  /** The report as lines of text. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    for (Model model : models) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s on %s, %d steps, %s; %,d multiplications dense%n",
              model.model,
              frames,
              steps,
              mode,
              model.denseMultiplications));
      String before = "";
      for (RuleRow row : model.rows) {
        if (!row.threshold().equals(before)) {
          before = row.threshold();
          appendHead(before, out);
        }
        append(row, out);
      }
      out.append(
          String.format(
              Locale.ROOT,
              "At T = 0 a literal step without a bound takes %.3g multiplications.%n%n",
              model.literalMultiplicationsAtZero));
    }
    return out.append(legend()).toString();
  }

  private static void appendHead(String thresholds, StringBuilder out) {
    out.append("Thresholds ").append(thresholds).append(System.lineSeparator());
    out.append(
        FORMAT.formatted(
            "Rule",
            "counted",
            "fewer",
            "events",
            "tests",
            "|dy| mean",
            "early",
            "late",
            "max",
            "action",
            "cut off"));
  }

  private static void append(RuleRow row, StringBuilder out) {
    out.append(
        FORMAT.formatted(
            row.rule(),
            count(row.multiplications()),
            row.reduction() == null ? "-" : String.format(Locale.ROOT, "%.1fx", row.reduction()),
            count(row.events()),
            count(row.tests()),
            error(row.error().mean()),
            error(row.error().early()),
            error(row.error().late()),
            error(row.error().max()),
            share(row.actionAgreement()),
            share(row.cutOffShare())));
  }

  private String legend() {
    return String.format(
        Locale.ROOT,
        "counted, events, tests: means per step without the first of each episode. |dy|: |y - dense"
            + " double|;%nearly: the first %d steps of an episode. cut off: steps that would send"
            + " more than %,d events.%n",
        earlySteps,
        mostEvents);
  }

  private static String count(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String error(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2e", value);
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }

  /** A report with the bounds that stand for every run. */
  static LiteralReport of(String frames, int steps, List<Model> models) {
    return new LiteralReport(
        frames,
        "FLOAT32",
        steps,
        LiteralComparison.MOST_EVENTS,
        RuleComparison.EARLY_STEPS,
        List.copyOf(models));
  }
}
