package saccade.app.play;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.exact.QuantizationReport;

/**
 * What {@code demo} and {@code run} found; its JSON form is part of the command's interface.
 * Multiplications and layers are means per step without the first step after each reset.
 *
 * @param model name of the network
 * @param env game or trace
 * @param backend name of the backend
 * @param mode the arithmetic
 * @param seed of the game
 * @param steps steps that were played, first steps included
 * @param episodes episodes that were begun
 * @param thresholds one T per layer, input first
 * @param thresholdSteps k per layer in EXACT, of a vector input the largest; null in FLOAT32
 * @param score mean, smallest and largest return; null where none is known
 * @param multiplications the paper's main figures
 * @param lossless the same network at T = 0 on the same frames
 * @param staticShare share of steps without an input event
 * @param saturatedInputs input values per step that EXACT clamped to their grid
 * @param actor who acted: network, scripted, random, or recorded in a trace
 * @param epsilon share of the network's actions that were random; null if it did not act
 * @param layers Conv and Dense, in order
 * @param kernels what took the events of each layer, and above how many it ran dense
 * @param latencyMicros one delta step
 * @param latencyMovingMicros the same over moving steps
 * @param denseLatencyMicros one dense inference on the same observations
 * @param denseBaseline what the dense inference ran on
 * @param denseBaselineNote why it was not ONNX Runtime, else null
 * @param conversion time gain over dense / gain in counted multiplications
 * @param conversionMoving the same over moving steps
 * @param actionAgreement share of checked steps with the dense network's action
 * @param outputError how far y is from the dense network's in the checked steps, null without any
 * @param checkEvery k: every k-th step was verified and run dense
 * @param checkedSteps steps that were verified
 * @param verified every checked step held
 * @param failures what did not hold
 * @param quantization what EXACT cost, null in FLOAT32
 * @param stateBytes state of one session beside the plan
 * @param scratchBytes scratch and buffers of one session
 * @param notes what is to be known of the network, one sentence each
 */
public record RunReport(
    String model,
    String env,
    String backend,
    String mode,
    long seed,
    long steps,
    long episodes,
    String thresholds,
    @Nullable List<Integer> thresholdSteps,
    @JsonProperty("return") @Nullable Score score,
    Multiplications multiplications,
    Lossless lossless,
    double staticShare,
    double saturatedInputs,
    String actor,
    @Nullable Double epsilon,
    List<Layer> layers,
    List<Kernels> kernels,
    Latency latencyMicros,
    Latency latencyMovingMicros,
    @Nullable Latency denseLatencyMicros,
    String denseBaseline,
    @Nullable String denseBaselineNote,
    @Nullable Double conversion,
    @Nullable Double conversionMoving,
    @Nullable Double actionAgreement,
    @Nullable OutputError outputError,
    int checkEvery,
    long checkedSteps,
    boolean verified,
    List<String> failures,
    @Nullable QuantizationReport quantization,
    long stateBytes,
    long scratchBytes,
    List<String> notes) {
  /** Returns of the episodes; an unfinished one counts its score so far. */
  public record Score(double mean, double min, double max) {}

  /**
   * Means per step.
   *
   * @param dense of the unoptimised network
   * @param counted through non-zero weights for transmitted changes
   * @param estimated the paper's estimate
   * @param performed executed by the backend
   * @param reduction dense / counted
   * @param firstStep counted, mean of the first steps after a reset
   * @param reductionWithFirstSteps dense / counted over all steps
   * @param reductionPruningOnly dense / dense through non-zero weights
   * @param reductionDeltaOnly dense / estimate as if no weight were pruned
   * @param reductionMoving dense / counted over moving steps
   */
  public record Multiplications(
      long dense,
      double counted,
      double estimated,
      double performed,
      @Nullable Double reduction,
      double firstStep,
      @Nullable Double reductionWithFirstSteps,
      double reductionPruningOnly,
      @Nullable Double reductionDeltaOnly,
      @Nullable Double reductionMoving) {}

  /** Figures at T = 0. */
  public record Lossless(
      double counted, @Nullable Double reduction, @Nullable Double reductionMoving) {}

  /**
   * A weighted layer.
   *
   * @param dense multiplications of the unoptimised layer
   * @param weightSparsity share of weights that are 0 in the plan
   * @param deltaSparsityIn share of silent neurons in its input
   * @param deltaSparsityOut share of silent neurons in its output
   * @param denseShare share of steps in which it ran dense
   */
  public record Layer(
      String name,
      long dense,
      double weightSparsity,
      double deltaSparsityIn,
      double deltaSparsityOut,
      double counted,
      double estimated,
      double denseShare) {}

  /**
   * How a weighted layer ran.
   *
   * @param kernel what took its events; {@code auto} if the backend has one kernel only
   * @param source {@code cost-model}, {@code forced} or {@code timed}
   * @param crossover number of events above which it ran dense
   */
  public record Kernels(String name, String kernel, String source, int crossover) {}

  /**
   * Differences to the dense network in double, approximation and quantisation included.
   *
   * @param mean over all outputs and checked steps
   * @param max largest
   * @param largestOutput largest |y| of the dense network: the size that they compare to
   */
  public record OutputError(double mean, double max, double largestOutput) {}

  /** Microseconds. */
  public record Latency(double mean, double p50, double p99, double p999, double max) {}
}
