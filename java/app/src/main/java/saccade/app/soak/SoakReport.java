package saccade.app.soak;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.app.text.Shortened;

/**
 * What a soak found; its JSON form is part of the command's interface.
 *
 * @param ok in EXACT no bit differed and every check held; in FLOAT32 every y was finite and every
 *     error within what rounding may do
 * @param steps steps that were played without a reset
 * @param checked steps after which every layer was checked
 * @param differingBits bits of O and y in EXACT that differ from 64-bit integers; null without it
 * @param exact more on EXACT, null without it
 * @param float32 rounding of FLOAT32; null without it
 * @param refreshInterval steps between two refreshes of a layer in FLOAT32, 0 for none
 * @param reproduce the command that shows it again
 * @param files what was written
 */
public record SoakReport(
    boolean ok,
    String model,
    String env,
    String backend,
    String thresholds,
    long seed,
    long steps,
    long checked,
    @Nullable Long differingBits,
    @Nullable Exact exact,
    @Nullable Float32 float32,
    long refreshInterval,
    String reproduce,
    List<String> files) {
  private static final int WIDTH = 100;

  /**
   * EXACT.
   *
   * @param checked steps after which rule, stack, counts, and the invariant of every layer were
   *     checked
   * @param outputsChecked steps after which y was checked
   * @param failures what did not hold
   */
  public record Exact(
      long checked, long outputsChecked, long differingBits, List<String> failures) {
    boolean ok() {
      return differingBits == 0 && failures.isEmpty();
    }
  }

  /**
   * FLOAT32.
   *
   * @param maxError largest |O - (b + sum of w * sent)| of all layers and checks
   * @param finite every y that was looked at was finite
   * @param withinBound no error passed the bound of its layer
   * @param layers names of the weighted layers
   * @param largest largest |O| of each layer: the size that its errors compare to
   * @param curve the error of each layer after the steps that were checked
   */
  public record Float32(
      double maxError,
      boolean finite,
      boolean withinBound,
      List<String> layers,
      List<Double> largest,
      List<Point> curve) {
    boolean ok() {
      return finite && withinBound;
    }
  }

  /**
   * Largest error per layer after {@code step} steps.
   *
   * @param bounds what the rounding of as many additions as a neuron can have had may add up to
   */
  public record Point(long step, List<Double> errors, List<Double> bounds) {}

  /** The same with the names of the files that were written. */
  public SoakReport withFiles(List<String> written) {
    return new SoakReport(
        ok,
        model,
        env,
        backend,
        thresholds,
        seed,
        steps,
        checked,
        differingBits,
        exact,
        float32,
        refreshInterval,
        reproduce,
        List.copyOf(written));
  }

  /** The report as lines of text. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    line(out, "%s on %s, backend %s, %,d steps without a reset", model, env, backend, steps);
    line(out, "Thresholds, input first: %s", Shortened.text(thresholds, WIDTH));
    if (exact != null) {
      line(
          out,
          "EXACT: %,d differing bits; every layer checked after %,d steps, y after %,d",
          exact.differingBits,
          exact.checked,
          exact.outputsChecked);
      exact.failures.forEach(failure -> line(out, "FAILED: EXACT: %s", failure));
    }
    if (float32 != null) {
      floats(out, float32);
    }
    files.forEach(file -> line(out, "Written: %s", file));
    line(out, ok ? "Everything held." : "Not everything held; again: %s", reproduce);
    return out.toString();
  }

  private void floats(StringBuilder out, Float32 found) {
    line(
        out,
        "FLOAT32: max |O - (b + sum of w * sent)| %.2e, looked at after %,d steps%s",
        found.maxError,
        found.curve.size(),
        found.finite ? "" : "; y was not finite");
    if (!found.withinBound) {
      line(out, "FAILED: FLOAT32: an error is more than rounding can do");
    }
    for (int k = 0; k < found.layers.size(); k++) {
      int layer = k;
      double worst = found.curve.stream().mapToDouble(p -> p.errors.get(layer)).max().orElse(0);
      double last = found.curve.isEmpty() ? 0 : found.curve.getLast().errors.get(layer);
      line(
          out,
          "  %-30s max %.2e, at the end %.2e, largest |O| %.2e",
          Shortened.text(found.layers.get(k), 30),
          worst,
          last,
          found.largest.get(k));
    }
    line(out, "%s", refreshed());
  }

  private String refreshed() {
    return refreshInterval == 0
        ? "No layer was refreshed."
        : String.format(Locale.ROOT, "Each layer is refreshed every %,d steps.", refreshInterval);
  }

  private static void line(StringBuilder out, String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
