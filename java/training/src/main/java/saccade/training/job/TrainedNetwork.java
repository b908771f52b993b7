package saccade.training.job;

import java.util.List;
import java.util.function.BooleanSupplier;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxWriter;
import saccade.training.dqn.TrainingException;
import saccade.training.evaluation.Evaluation;
import saccade.training.evaluation.EvaluationOptions;
import saccade.training.evaluation.LearnedNetwork;
import saccade.training.evaluation.NetworkCheck;

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
   * Verifies and judges a network.
   *
   * @param network what was learned, as it is written
   * @param learned what was learned, as the learner has it
   * @param judging episodes, and the seed of the training run; evaluation plays under others
   * @throws TrainingException if a check does not hold
   */
  static TrainedNetwork of(
      Network network,
      LearnedNetwork learned,
      String environment,
      JudgedRun.Judging judging,
      BooleanSupplier stop) {
    long seed = judging.seed();
    byte[] onnx = OnnxWriter.float32(network, Thresholds.zero(network));
    ScalarBackend backend = new ScalarBackend();
    NetworkCheck.Report check =
        new NetworkCheck(backend, environment, seed + CHECK_SEED, stop).check(onnx, learned);
    requireVerified(check.failures());
    Plan plan = backend.plan(network, PlanOptions.DEFAULT);
    Evaluation evaluation =
        Evaluation.of(
            plan,
            Thresholds.zero(network),
            environment,
            EvaluationOptions.of(judging.episodes(), seed + EVALUATION_SEED),
            stop);
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
