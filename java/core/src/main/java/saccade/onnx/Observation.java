package saccade.onnx;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Normaliser;
import saccade.model.Shape;
import saccade.onnx.ReadOptions.InputKind;

/** The input of a graph: where its chain starts, and what kind of observation it is. */
final class Observation {
  private static final int FLOAT = 1;
  private static final int UINT8 = 2;

  private final ValueData value;
  private final Dims dims;

  /**
   * Reads the declaration.
   *
   * @throws UnsupportedModelException if no observation of Saccade's fits it
   */
  Observation(ValueData value) {
    this.value = value;
    if (value.type() != FLOAT && value.type() != UINT8) {
      throw refuse("has element type " + value.type() + "; float32 and uint8 are read");
    }
    long[] sides = value.dims().clone();
    if (!value.shaped() || sides.length == 0 || sides.length > 4) {
      throw refuse("has " + sides.length + " dims; declare a shape of 1 to 4");
    }
    if (sides.length > 1) {
      if (sides[0] > 1) {
        throw refuse("has a batch of " + sides[0] + "; export the model with a batch of 1");
      }
      sides[0] = 1;
    }
    if (Arrays.stream(sides).anyMatch(s -> s < 1 || s > Shape.MAX_SIZE)) {
      throw refuse(
          "has dims "
              + Arrays.toString(sides)
              + ", of which all but the batch must be fixed, 1.."
              + Shape.MAX_SIZE);
    }
    dims = Dims.of(Arrays.stream(sides).mapToInt(s -> (int) s).toArray());
    if (Arrays.stream(sides).asDoubleStream().reduce(1, (a, b) -> a * b) > Shape.MAX_SIZE) {
      throw refuse("has more than " + Shape.MAX_SIZE + " elements; observe less");
    }
  }

  private UnsupportedModelException refuse(String reason) {
    return new UnsupportedModelException(
        List.of(new UnsupportedNode(Labels.clean(value.name()), "Input", "it " + reason)));
  }

  String name() {
    return value.name();
  }

  /** The observation as it enters the graph. */
  Chain start() {
    int rank = dims.rank();
    Shape shape =
        switch (rank) {
          case 1 -> new Shape(dims.at(0), 1, 1);
          case 2 -> new Shape(dims.at(1), 1, 1);
          case 3 -> new Shape(dims.at(1), 1, dims.at(2));
          default -> new Shape(dims.at(1), dims.at(2), dims.at(3));
        };
    return Chain.observation(shape, dims, value.type() == UINT8);
  }

  /**
   * What the network observes.
   *
   * @param first what the first weighted layer receives
   */
  Input input(Chain first, ReadOptions options, Metadata metadata) {
    Shape shape = first.shape();
    boolean image = kind(first, options.input(), metadata) == InputKind.IMAGE;
    int unsaid = image ? shape.channels() : 1;
    int depth = options.depth() > 0 ? options.depth() : metadata.depth(unsaid);
    if (shape.channels() % depth != 0) {
      throw new IllegalArgumentException(
          "a history of "
              + depth
              + " frames does not divide the "
              + shape.channels()
              + " channels of the input; give another depth");
    }
    Shape frame = new Shape(shape.channels() / depth, shape.height(), shape.width());
    if (image) {
      return new ImageStack(depth, frame.channels(), frame.height(), frame.width());
    }
    return new FloatStack(depth, frame, metadata.ranges(frame.size()));
  }

  private InputKind kind(Chain first, @Nullable InputKind asked, Metadata metadata) {
    if (asked != null) {
      return asked;
    }
    String said = metadata.get(OnnxWriter.INPUT);
    if (said != null && (said.equals(Metadata.IMAGE) || said.equals(Metadata.FLOAT))) {
      return said.equals(Metadata.IMAGE) ? InputKind.IMAGE : InputKind.FLOAT;
    }
    boolean image = value.type() == UINT8 || (dims.rank() == 4 && first.grayDivided());
    return image ? InputKind.IMAGE : InputKind.FLOAT;
  }

  /** The steps in front of the first weighted layer, less their scale; null if none are left. */
  @Nullable Normaliser normaliser(Chain first, Metadata metadata, Ledger ledger) {
    Affine affine = first.affine();
    Affine.Clamp clamp = affine.clamp();
    if (clamp == null && Arrays.stream(affine.offset()).allMatch(t -> t == 0)) {
      return null;
    }
    int n = first.shape().size();
    ledger.spend(4L * n);
    float[] stored = metadata.deviation(n);
    float[] mean = new float[n];
    float[] deviation = new float[n];
    for (int i = 0; i < n; i++) {
      double s = Affine.at(affine.scale(), i);
      mean[i] = (float) affine.mean(i);
      deviation[i] = stored != null ? stored[i] : s == 0 ? 1 : (float) (1 / Math.abs(s));
      if (!Float.isFinite(mean[i]) || !(deviation[i] > 0) || Float.isInfinite(deviation[i])) {
        throw refuse("is normalised beyond float32 at element " + i + "; scale it less");
      }
    }
    return clamp == null
        ? new Normaliser(mean, deviation, null, null)
        : clamped(mean, deviation, clamp);
  }

  private Normaliser clamped(float[] mean, float[] deviation, Affine.Clamp clamp) {
    float[] low = floats(clamp.low(), mean.length);
    float[] high = floats(clamp.high(), mean.length);
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= 0 && high[i] >= 0 && low[i] < high[i])) {
        throw refuse(
            "is clipped to a range without its mean, at element " + i + "; shift behind the clip");
      }
    }
    return new Normaliser(mean, deviation, low, high);
  }

  private static float[] floats(double[] values, int n) {
    float[] floats = new float[n];
    for (int i = 0; i < n; i++) {
      floats[i] = (float) Affine.at(values, i);
    }
    return floats;
  }
}
