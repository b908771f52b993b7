package saccade.app.proof;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.app.text.Shortened;
import saccade.verify.Verification;

/**
 * What {@code verify} found; its JSON form is part of the command's interface.
 *
 * @param ok every check held and no row is missing
 * @param model names of the networks
 * @param steps steps per row
 * @param frames what was played, for people
 * @param onnxruntime null if ONNX Runtime took part in every row, else why not
 * @param rows one per network, backend, mode and setting of thresholds
 * @param failures what did not hold
 */
public record ProofReport(
    boolean ok,
    String model,
    int steps,
    String frames,
    @Nullable String onnxruntime,
    List<Row> rows,
    List<Failure> failures) {
  private static final int THRESHOLD_WIDTH = 40;

  /**
   * One run.
   *
   * @param maxAbsErrorVsDense largest |y - y of the dense double reference|, approximation included
   * @param maxAbsErrorVsSent largest |O - (b + sum of w * sent)|
   * @param maxAbsErrorVsOnnxRuntime against its fp32 (FLOAT32) or int8 (EXACT)
   * @param bitEqual equal to 64-bit integers; null in FLOAT32
   * @param countsEqual equal to a brute-force count; null in FLOAT32
   * @param actionAgreement share of steps with the dense network's action
   * @param peer comparison with the first backend; null in EXACT and of that one itself
   */
  public record Row(
      String model,
      String backend,
      String mode,
      String threshold,
      double maxAbsErrorVsDense,
      double maxAbsErrorVsSent,
      @Nullable Double maxAbsErrorVsOnnxRuntime,
      @Nullable Boolean bitEqual,
      @Nullable Boolean countsEqual,
      double actionAgreement,
      Verification.@Nullable Peer peer) {}

  /**
   * Something that did not hold.
   *
   * @param what one sentence
   * @param reproduce a command that shows it again
   */
  public record Failure(String what, String reproduce) {}

  /** The report as lines of text. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    String format = "%-13s %-8s %-8s %-40s %11s %11s %11s %5s %6s %7s%n";
    out.append(
        format.formatted(
            "Model",
            "Backend",
            "Mode",
            "Thresholds",
            "vs dense",
            "vs sent",
            "vs ONNX",
            "bits",
            "counts",
            "action"));
    for (Row row : rows) {
      out.append(
          format.formatted(
              row.model,
              row.backend,
              row.mode,
              Shortened.text(row.threshold, THRESHOLD_WIDTH),
              number(row.maxAbsErrorVsDense),
              number(row.maxAbsErrorVsSent),
              number(row.maxAbsErrorVsOnnxRuntime),
              word(row.bitEqual),
              word(row.countsEqual),
              String.format(Locale.ROOT, "%.1f%%", 100 * row.actionAgreement)));
    }
    rows.forEach(row -> addPeer(row, out));
    if (onnxruntime != null) {
      out.append("ONNX Runtime took no part: ").append(onnxruntime).append('\n');
    }
    out.append("Frames: ").append(frames).append('\n');
    for (Failure failure : failures) {
      out.append("FAILED: ").append(failure.what).append('\n');
      out.append("  again: ").append(failure.reproduce).append('\n');
    }
    out.append(
        ok
            ? "Every check held in all %d rows of %d steps.%n".formatted(rows.size(), steps)
            : "Not everything held.\n");
    return out.toString();
  }

  private static void addPeer(Row row, StringBuilder out) {
    Verification.Peer peer = row.peer;
    if (peer != null) {
      out.append(
          String.format(
              Locale.ROOT,
              "%s, %s beside %s at %s: O at most %s apart in %.1f%% of layers, y of whole runs %s%n",
              row.model,
              row.backend,
              peer.backend(),
              Shortened.text(row.threshold, THRESHOLD_WIDTH),
              number(peer.maxAbsError()),
              100 * peer.comparedShare(),
              number(peer.maxAbsErrorOfRuns())));
    }
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2e", value);
  }

  private static String word(@Nullable Boolean value) {
    return value == null ? "-" : value ? "yes" : "NO";
  }
}
