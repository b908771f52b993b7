package saccade.app.inspect;

import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.bench.tuning.TunedLayer;
import saccade.onnx.UnsupportedNode;

/**
 * What {@code inspect} says; its JSON form is part of the command's interface.
 *
 * @param model name of the network
 * @param supported false if nodes of the model are not
 * @param unsupported every node that is not, with its operator and the reason
 * @param input what the network observes; null if it is not supported
 * @param normaliser what stands between the observation and the first layer; null if nothing does
 * @param layers Conv and Dense, in order
 * @param kernels whose kernels the layers show; null if no backend here has a choice of them
 * @param denseMultiplications of one unoptimised inference
 * @param weightSparsity share of all weights that are 0
 * @param pruned share of a dense pass's multiplications that pruning alone spares
 * @param thresholds its own, input first; null if it brings none
 * @param gains what delta and pruning save, for some shares of silent neurons
 * @param notes what was left out or guessed when the model was read
 * @param verdict one sentence
 */
public record Inspection(
    String model,
    boolean supported,
    List<UnsupportedNode> unsupported,
    @Nullable Observed input,
    @Nullable Normalised normaliser,
    List<Layer> layers,
    @Nullable Kernels kernels,
    long denseMultiplications,
    double weightSparsity,
    double pruned,
    @Nullable String thresholds,
    List<Gain> gains,
    List<String> notes,
    String verdict) {
  /**
   * Whose kernels the layers show.
   *
   * @param backend name of the backend
   * @param vectorBits bits of its vectors
   * @param mode the arithmetic whose tuning was looked for; without one the cost model looks at the
   *     float32 weights
   * @param thresholds that the tuning was measured at, input first; null without a tuning
   */
  public record Kernels(String backend, int vectorBits, String mode, @Nullable String thresholds) {}

  /**
   * The observation.
   *
   * @param kind {@code image}, gray levels 0..255, or {@code float}, numbers in raw units
   * @param frames frames in the stack or history
   * @param frame channels, rows and columns of one frame
   * @param rangesDeclared true if every element has a declared range
   */
  public record Observed(String kind, int frames, List<Integer> frame, boolean rangesDeclared) {}

  /**
   * The normaliser.
   *
   * @param elements number of elements of the observation
   * @param clamps true if normalised values are clamped
   * @param folded true if FLOAT32 has all of it in weights and biases
   */
  public record Normalised(int elements, boolean clamps, boolean folded) {}

  /**
   * A weighted layer.
   *
   * @param type {@code Conv2d} or {@code Dense}
   * @param inputs channels, rows and columns of its input
   * @param outputs channels, rows and columns of its output
   * @param kernel rows and columns; of a dense layer what it covers
   * @param padding top, left, bottom, right
   * @param weights number of weights, pruned ones included
   * @param denseMultiplications of one unoptimised inference
   * @param crossover number of events above which the layer runs dense: timed, else by the default
   *     cost model
   * @param eventKernel what takes its events; null if no backend here has a choice
   * @param eventKernelSource {@code cost-model} or {@code timed}, of the crossover too; null
   *     without one
   * @param timed what was measured; null if nothing was
   */
  public record Layer(
      String name,
      String type,
      List<Integer> inputs,
      List<Integer> outputs,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> dilation,
      List<Integer> padding,
      int groups,
      String activation,
      long weights,
      long nonZeroWeights,
      double weightSparsity,
      long denseMultiplications,
      int crossover,
      @Nullable String eventKernel,
      @Nullable String eventKernelSource,
      @Nullable TunedLayer timed) {
    long inputSize() {
      return inputs.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
    }

    /** Share of a dense pass that the cost model expects if this share of inputs is silent. */
    double cost(double silent) {
      double events = (1 - silent) * inputSize();
      return crossover == 0 ? 1 : Math.min(1, events / crossover);
    }
  }

  /**
   * Prediction for one share of silent neurons, the same in every layer.
   *
   * @param deltaSparsity share of neurons that do not transmit in a step
   * @param multiplications sum over layers of dense x (1 - weight sparsity) x (1 - delta sparsity)
   * @param fewer dense multiplications over these
   * @param cheaper cost of a dense pass over that of a step by the cost model behind the
   *     crossovers: a layer costs events / crossover of its dense pass, at most all of it
   */
  public record Gain(double deltaSparsity, double multiplications, double fewer, double cheaper) {}
}
