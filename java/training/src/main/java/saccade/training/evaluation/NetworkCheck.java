package saccade.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxReader;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;
import saccade.verify.Verification;
import saccade.verify.reference.References;

/**
 * Verifies a trained network on frames of its own play before anybody reports it: the file's bytes
 * are read back, and what was read is held to the learner and its mask, to the dense references
 * and, where it is installed, to ONNX Runtime on the same bytes, in both modes, at T = 0 and at a T
 * that hides small changes.
 */
public final class NetworkCheck {
  private static final int CALIBRATION_STEPS = 200;
  private static final int STEPS = 200;
  private static final float HIDDEN_THRESHOLD = 0.01f;

  private final Backend backend;
  private final String environment;
  private final long seed;
  private final BooleanSupplier stop;

  /**
   * What was found.
   *
   * @param verified whether everything held
   * @param onnxruntime why ONNX Runtime took no part; null if it did
   * @param rows one per mode and threshold
   * @param failures what did not hold, one sentence each
   */
  public record Report(
      boolean verified,
      @Nullable String onnxruntime,
      List<Verification.Row> rows,
      List<String> failures) {}

  /**
   * A check by one backend.
   *
   * @param environment the game that the network plays
   * @param seed of its play
   * @param stop once it says so, {@link StoppedException} ends a check
   */
  public NetworkCheck(Backend backend, String environment, long seed, BooleanSupplier stop) {
    this.backend = backend;
    this.environment = environment;
    this.seed = seed;
    this.stop = stop;
  }

  /**
   * Checks the bytes of an .onnx file.
   *
   * @param learned what was learned; the network that the file gives back must be the same
   */
  public Report check(byte[] file, LearnedNetwork learned) {
    Network network = OnnxReader.read(file).network();
    PlanOptions options = PlanOptions.DEFAULT;
    RecordedPlay play =
        RecordedPlay.of(
            backend.plan(network, options), environment, CALIBRATION_STEPS + STEPS, seed);
    List<String> failures = new ArrayList<>(learned.differences(network, play));
    Calibration calibration =
        Calibration.watch(backend, network, options, play.slice(0, CALIBRATION_STEPS));
    FrameSequence frames = play.slice(CALIBRATION_STEPS, play.steps());
    References float32 = References.of(network);
    QuantizedNetwork grids = Quantizer.quantize(network, calibration);
    List<Verification.Row> rows = new ArrayList<>();
    rows.addAll(rows(float32, file, frames));
    rows.addAll(
        rows(
            References.of(grids, float32),
            OnnxWriter.int8(grids, Thresholds.zero(network)),
            frames));
    rows.forEach(row -> row.failures().forEach(f -> failures.add(row.mode() + ": " + f)));
    String absent = OnnxRunners.first().isPresent() ? null : OnnxRunners.whyNone();
    return new Report(failures.isEmpty(), absent, rows, failures);
  }

  private List<Verification.Row> rows(References references, byte[] onnx, FrameSequence frames) {
    Network network = references.network();
    OnnxRunner runner = OnnxRunners.first().orElse(null);
    try (OnnxModel runtime = runner == null ? null : runner.open(onnx, 1)) {
      Verification verification =
          new Verification(backend, references, PlanOptions.DEFAULT, runtime);
      return List.of(
          row(verification, Thresholds.zero(network), frames),
          row(verification, hidden(network), frames));
    }
  }

  private Verification.Row row(
      Verification verification, Thresholds thresholds, FrameSequence frames) {
    if (stop.getAsBoolean()) {
      throw new StoppedException();
    }
    return verification.run(thresholds, frames);
  }

  /** T = 0 at the input, a small T behind it. */
  private static Thresholds hidden(Network network) {
    float[] layers = new float[network.depth()];
    for (int k = 1; k < layers.length; k++) {
      layers[k] = HIDDEN_THRESHOLD;
    }
    return Thresholds.of(layers);
  }
}
