package saccade.app.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.exact.Calibration;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;
import saccade.verify.Verification;
import saccade.verify.metamorphic.Metamorphic;
import saccade.verify.reference.References;

/**
 * One row: a backend, a mode and a setting of thresholds on frames of one network, in FLOAT32
 * beside a peer if there is one.
 */
record ProofTask(
    Subject subject,
    Drive drive,
    Backend backend,
    @Nullable Backend peer,
    PlanOptions plan,
    Thresholds thresholds,
    References references,
    Calibration calibration,
    FrameSequence frames) {
  private static final int METAMORPHIC_STEPS = 60;

  /**
   * What a row found.
   *
   * @param row its figures, null if it could not be run at all
   * @param failures what did not hold
   * @param onnxruntime why ONNX Runtime took no part, null if it did
   */
  record Outcome(
      Verification.@Nullable Row row, List<String> failures, @Nullable String onnxruntime) {}

  Mode mode() {
    return references.grids() == null ? Mode.FLOAT32 : Mode.EXACT;
  }

  Outcome run() {
    List<String> absent = new ArrayList<>();
    try (OnnxModel runtime = runtime(absent)) {
      Verification.Row row =
          new Verification(backend, peer, references, plan, runtime).run(thresholds, frames);
      List<String> failures = new ArrayList<>(row.failures());
      failures.addAll(metamorphic());
      return new Outcome(row, failures, absent.isEmpty() ? null : absent.get(0));
    } catch (IllegalArgumentException | IllegalStateException e) {
      // A backend that refuses a network or an observation owes its row: a failure, not an end.
      return new Outcome(null, List.of("no row: " + e.getMessage()), null);
    }
  }

  private List<String> metamorphic() {
    return Metamorphic.check(
        backend,
        plan,
        references.network(),
        mode() == Mode.EXACT ? calibration : null,
        thresholds,
        frames.slice(0, Math.min(METAMORPHIC_STEPS, frames.steps())));
  }

  private @Nullable OnnxModel runtime(List<String> absent) {
    OnnxRunner runner = OnnxRunners.first().orElse(null);
    if (runner == null) {
      absent.add(OnnxRunners.whyNone());
      return null;
    }
    OnnxModel original = references.grids() == null ? original(runner) : null;
    if (original != null) {
      return original;
    }
    try {
      return runner.open(onnx(), 1);
    } catch (IllegalArgumentException e) {
      absent.add(mode() + " rows of " + subject.name() + ": " + e.getMessage());
      return null;
    }
  }

  /**
   * The user's own file in FLOAT32, so that a reading that went wrong shows too; null if there is
   * none, or if the runtime or the network takes it in another form (uint8, several outputs).
   */
  private @Nullable OnnxModel original(OnnxRunner runner) {
    Path file = subject.file();
    if (file == null) {
      return null;
    }
    try {
      OnnxModel model = runner.open(Files.readAllBytes(file), 1);
      Network network = references.network();
      if (model.inputSize() == network.shape(0).size()
          && model.outputSize() == network.outputSize()) {
        return model;
      }
      model.close();
    } catch (IOException | IllegalArgumentException e) {
      return null; // what the writer makes of the network is compared instead
    }
    return null;
  }

  private byte[] onnx() {
    QuantizedNetwork grids = references.grids();
    return grids == null
        ? OnnxWriter.float32(references.network(), thresholds)
        : OnnxWriter.int8(grids, thresholds);
  }
}
