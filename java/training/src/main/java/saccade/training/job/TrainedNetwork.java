package saccade.training.job;

import java.util.List;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxWriter;
import saccade.training.dqn.TrainingException;
import saccade.training.evaluation.Evaluation;
import saccade.training.evaluation.EvaluationOptions;
import saccade.training.evaluation.NetworkCheck;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/**
 * A trained network that was verified and then judged, both through Saccade's sessions.
 *
 * @param onnx bytes of its .onnx file
 * @param check how it was verified
 * @param evaluation how it played, in FLOAT32 at T = 0
 */
public record TrainedNetwork(byte[] onnx, NetworkCheck.Report check, Evaluation evaluation) {
  /** Evaluation must not meet the episodes that were trained on. */
  static final long EVALUATION_SEED = 1_000_003;

  private static final long CHECK_SEED = 2_000_003;

  /**
   * Verifies and judges parameters.
   *
   * @param seed of the training run; evaluation plays under others
   * @throws TrainingException if a check does not hold
   */
  public static TrainedNetwork of(
      Architecture architecture,
      Parameters parameters,
      String environment,
      int episodes,
      long seed) {
    Network network = architecture.network(parameters);
    byte[] onnx = OnnxWriter.float32(network, Thresholds.zero(network));
    ScalarBackend backend = new ScalarBackend();
    NetworkCheck.Report check =
        new NetworkCheck(backend, environment, seed + CHECK_SEED).check(onnx, network);
    requireVerified(check.failures());
    Plan plan = backend.plan(network, PlanOptions.DEFAULT);
    Evaluation evaluation =
        Evaluation.of(
            plan,
            Thresholds.zero(network),
            environment,
            EvaluationOptions.of(episodes, seed + EVALUATION_SEED));
    return new TrainedNetwork(onnx, check, evaluation);
  }

  private static void requireVerified(List<String> failures) {
    if (!failures.isEmpty()) {
      throw new TrainingException(
          "the trained network did not verify: "
              + failures.get(0)
              + "; its checkpoint is kept, its model is not written");
    }
  }
}
