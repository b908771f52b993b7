package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.Input;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.model.Window;

/**
 * Small networks of odd sizes: kernels, strides, dilation, uneven padding, groups, every
 * activation, masks from nothing to everything. A ternary network has weights in {-1, 0, 1} and
 * integer biases, and a Clip where sums could leave the integers that float32 holds.
 */
final class NetworkGenerator {
  /** Largest magnitude that a ternary layer may take without a Clip in front of it. */
  private static final double TERNARY_MOST = 1000;

  private final CaseId id;
  private final boolean ternary;
  private final List<Layer> layers = new ArrayList<>();
  private Shape shape;
  private double largest;

  private NetworkGenerator(CaseId id, Input input, boolean ternary) {
    this.id = id;
    this.ternary = ternary;
    shape = input.shape();
    largest = 4096;
  }

  static Network make(
      CaseId id,
      Input input,
      @org.jspecify.annotations.Nullable Normaliser before,
      boolean ternary) {
    NetworkGenerator made = new NetworkGenerator(id, input, ternary);
    Draw draw = Draw.of(id, Draw.Aspect.LAYERS, 0);
    int convolutions = draw.weighted(3, 3, 2, 1);
    int dense = draw.weighted(1, 3, 2, 1);
    if (!id.has(Feature.CONVOLUTIONS)) {
      convolutions = 0;
    }
    convolutions = Math.min(convolutions, id.limits().layers());
    dense = Math.max(dense, convolutions == 0 ? 1 : 0);
    dense = Math.min(dense, id.limits().layers() - convolutions);
    for (int k = 1; k <= convolutions; k++) {
      made.addConvolution(k, k == convolutions + dense);
    }
    made.layers.add(new Flatten("flatten"));
    for (int k = convolutions + 1; k <= convolutions + dense; k++) {
      made.addDense(k, k == convolutions + dense);
    }
    return new Network("generated-" + id.seed(), input, before, made.layers);
  }

  private void addConvolution(int k, boolean last) {
    Draw draw = Draw.of(id, Draw.Aspect.LAYER, k);
    Window window = window(draw);
    int groups = groups(draw);
    int perGroup = draw.within(1, groups > 1 ? 3 : 8);
    int filters = Math.max(1, Math.min(groups * perGroup, id.limits().width()) / groups) * groups;
    int columns = shape.channels() / groups * window.area();
    CsrWeights weights = weights(draw, k, filters, columns);
    Bias bias = bias(draw, filters);
    Activation f = activation(draw, weights, bias, last);
    layers.add(new Conv2d("conv" + k, window, groups, weights, bias, f));
    shape =
        new Shape(filters, window.outputHeight(shape.height()), window.outputWidth(shape.width()));
  }

  private Window window(Draw draw) {
    int[] y = taps(draw, shape.height());
    int[] x = taps(draw, shape.width());
    return new Window(
        y[0],
        x[0],
        y[1],
        x[1],
        new Window.Dilation(y[2], x[2]),
        new Window.Padding(y[3], x[3], y[4], x[4]));
  }

  /** Kernel, stride, dilation, padding before and behind, on one side of an image. */
  private int[] taps(Draw draw, int side) {
    int kernel = Math.min(draw.within(1, 4), id.limits().side());
    int stride = draw.weighted(3, 2, 1) + 1;
    int dilation = draw.weighted(4, 2, 1) + 1;
    boolean padded = draw.oneIn(2);
    int before = draw.below(kernel + 1);
    int behind = draw.below(kernel + 2);
    if (!padded || !id.has(Feature.PADDING)) {
      before = 0;
      behind = 0;
    }
    dilation = id.has(Feature.DILATION) ? dilation : 1;
    int room = side + before + behind;
    if ((kernel - 1) * dilation + 1 > room) {
      dilation = 1;
    }
    kernel = Math.min(kernel, room);
    return new int[] {kernel, id.has(Feature.STRIDES) ? stride : 1, dilation, before, behind};
  }

  /** A divisor of the channels: one group, a few, or one per channel. */
  private int groups(Draw draw) {
    int kind = draw.weighted(3, 1, 1);
    int wanted = kind == 0 ? 1 : kind == 1 ? 2 : shape.channels();
    return id.has(Feature.GROUPS) && shape.channels() % wanted == 0 ? wanted : 1;
  }

  private void addDense(int k, boolean last) {
    Draw draw = Draw.of(id, Draw.Aspect.LAYER, k);
    int neurons = Math.min(draw.within(1, 16), id.limits().width());
    CsrWeights weights = weights(draw, k, neurons, shape.size());
    Bias bias = bias(draw, neurons);
    Activation f = activation(draw, weights, bias, last);
    layers.add(new Dense("dense" + k, weights, bias, f));
    shape = new Shape(neurons, 1, 1);
  }

  private Activation activation(Draw draw, CsrWeights weights, Bias bias, boolean last) {
    int kind = draw.weighted(4, 5, 2, 2, 1, 1, 1, 1, 1);
    float alpha = draw.pick(0.01f, 0.2f, 1f, 2.5f, 0x1p-20f);
    float low = (float) -draw.magnitude(-2, 2);
    float high = (float) draw.magnitude(-2, 2);
    if (ternary) {
      return ternaryActivation(kind, weights, bias, last);
    }
    boolean sloped = kind == 2 || kind == 3;
    if ((sloped && !id.has(Feature.SLOPES)) || (kind > 3 && !id.has(Feature.TABLES))) {
      kind = kind % 2;
    }
    return switch (kind) {
      case 0 -> Activation.NONE;
      case 1 -> Activation.RELU;
      case 2 -> Activation.leakyRelu(alpha);
      case 3 ->
          draw.oneIn(5) ? Activation.clip(low, 0) : Activation.clip(alpha > 1 ? 0 : low, high);
      case 4 -> Activation.elu(alpha);
      case 5 -> Activation.SILU;
      case 6 -> Activation.TANH;
      case 7 -> Activation.SIGMOID;
      default -> draw.oneIn(2) ? Activation.clip(low, low / 2) : Activation.clip(high / 2, high);
    };
  }

  private Activation ternaryActivation(int kind, CsrWeights weights, Bias bias, boolean last) {
    double sum = 0;
    for (int r = 0; r < weights.pattern().rows(); r++) {
      double row = Math.abs(bias.at(r));
      row += largest * (weights.pattern().start(r + 1) - weights.pattern().start(r));
      sum = Math.max(sum, row);
    }
    boolean far = sum > TERNARY_MOST && !last;
    largest = far || kind > 1 ? TERNARY_MOST : sum;
    return far || kind > 1
        ? Activation.clip((float) -TERNARY_MOST, (float) TERNARY_MOST / 2)
        : kind == 0 ? Activation.NONE : Activation.RELU;
  }

  private Bias bias(Draw draw, int rows) {
    int kind = draw.weighted(4, 1, 1, 1);
    double magnitude =
        switch (kind) {
          case 0 -> 1;
          case 1 -> 0;
          case 2 -> 1e-6;
          default -> 1e4;
        };
    if (kind > 1 && !id.has(Feature.MAGNITUDES)) {
      magnitude = 1;
    }
    float[] bias = new float[rows];
    for (int r = 0; r < rows; r++) {
      double drawn = draw.real(-1, 1);
      bias[r] = ternary ? Math.round(3 * drawn) : (float) (magnitude * drawn);
      if (!id.has(Feature.BIASES)) {
        bias[r] = 0;
      }
    }
    return new Bias(bias);
  }

  /** Nothing, everything, a share, and single rows that are empty. */
  private CsrWeights weights(Draw draw, int k, int rows, int columns) {
    int mask = draw.weighted(4, 3, 1, 2);
    double share = mask == 0 ? draw.real(0, 1) : mask == 1 ? 1 : mask == 2 ? 0 : 0.1;
    int emptyRow = draw.oneIn(4) ? draw.below(rows) : -1;
    int size = draw.weighted(6, 1, 1);
    double bound = Math.sqrt(6.0 / columns) * (size == 0 ? 1 : size == 1 ? 1e-5 : 30);
    if (!id.has(Feature.MAGNITUDES)) {
      bound = Math.sqrt(6.0 / columns);
    }
    float[] dense = new float[rows * columns];
    for (int r = 0; r < rows; r++) {
      Draw row = Draw.of(id, Draw.Aspect.WEIGHTS, k << 16 | r);
      for (int c = 0; c < columns; c++) {
        boolean kept = row.real(0, 1) < share && r != emptyRow;
        double w = row.real(-bound, bound);
        double value = ternary ? Math.signum(w) : w;
        dense[r * columns + c] = kept || !id.has(Feature.PRUNING) ? (float) value : 0;
      }
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }
}
