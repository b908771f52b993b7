package saccade.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.Shape;

/**
 * A tensor that depends on the observation, as what Saccade can say about it: the layers up to the
 * last weighted one, and the elementwise steps behind that. Each node makes a new chain from the
 * one that it reads, so a branch that nobody reads leaves no trace. Immutable.
 *
 * @param draft last weighted layer; null between the observation and the first
 * @param form how the values lie
 * @param affine steps behind the last weighted layer's activation, or behind the observation
 * @param grayDivided true if an elementwise step divided by about 255
 * @param sigmoidOf the chain whose sigmoid this is, for SiLU; else null
 * @param tail true behind Softmax or ArgMax, which run outside the network
 */
record Chain(
    @Nullable Draft draft,
    Form form,
    Affine affine,
    boolean grayDivided,
    @Nullable Chain sigmoidOf,
    boolean tail)
    implements Value {
  /**
   * How values lie.
   *
   * @param shape shape of the last weighted layer's output, or of the observation
   * @param dims dims of the tensor, of as many elements
   * @param flattens names of Flatten layers behind the last weighted layer
   * @param bytes true while the values are still uint8, in front of a Cast
   */
  record Form(Shape shape, Dims dims, List<String> flattens, boolean bytes) {
    Form(Shape shape, Dims dims, List<String> flattens) {
      this(shape, dims, flattens, false);
    }

    boolean isImage() {
      return shape.height() > 1 || shape.width() > 1;
    }

    /** True if the dims are those of the shape: batch, channels, rows and columns. */
    boolean isPlain() {
      return dims.rank() > 1 && dims.at(0) == 1 && dims.at(1) == shape.channels();
    }
  }

  /** The observation itself. */
  static Chain observation(Shape shape, Dims dims, boolean bytes) {
    Form form = new Form(shape, dims, List.of(), bytes);
    return new Chain(null, form, Affine.NONE, false, null, false);
  }

  /** Behind a weighted layer. */
  static Chain behind(Draft draft, Shape shape, Dims dims) {
    return new Chain(draft, new Form(shape, dims, List.of()), Affine.NONE, false, null, false);
  }

  Dims dims() {
    return form.dims;
  }

  Shape shape() {
    return form.shape;
  }

  /** The same values in another form. */
  Chain in(Form newForm) {
    return new Chain(draft, newForm, affine, grayDivided, null, tail);
  }

  /** Behind Softmax or ArgMax. */
  Chain tailed() {
    return new Chain(draft, form, affine, grayDivided, null, true);
  }

  private Chain with(Draft newDraft, @Nullable Chain before) {
    return new Chain(newDraft, form, affine, grayDivided, before, tail);
  }

  /** Behind a cast to float. */
  Chain asFloats() {
    return in(new Form(form.shape, form.dims, form.flattens));
  }

  /** Bytes wrap and divide without a rest, which no layer here does. */
  Chain requireFloats() {
    if (form.bytes) {
      throw new NodeRefusal("it calculates with uint8; cast the observation to float first");
    }
    return this;
  }

  /** a * x + b, each with one value for all or one per element or channel. */
  Chain then(double[] a, double[] b) {
    requireFloats();
    for (double v : new double[] {sum(a), sum(b)}) {
      if (!Double.isFinite(v)) {
        throw new NodeRefusal("it multiplies or shifts by " + v + "; give finite numbers");
      }
    }
    if (draft != null && draft.activation().equals(Activation.NONE) && affine.isNone()) {
      return with(draft.then(a, b), null);
    }
    boolean gray = grayDivided || Arrays.stream(a).allMatch(s -> Math.abs(255 * s - 1) < 0.01);
    return new Chain(draft, form, affine.then(a, b), gray, null, tail);
  }

  /** Behind a clip of the observation; bounds may be infinite. */
  Chain clip(double[] low, double[] high) {
    requireFloats();
    double[] lo = bounds(low);
    double[] hi = bounds(high);
    return Double.isInfinite(sum(lo)) && Double.isInfinite(sum(hi)) && lo.length + hi.length == 2
        ? this // no bound at all
        : new Chain(draft, form, affine.clip(lo, hi), grayDivided, null, tail);
  }

  /** Exporters write the largest float32 for no bound. */
  private static double[] bounds(double[] values) {
    return Arrays.stream(values)
        .map(v -> Math.abs(v) >= Float.MAX_VALUE ? Math.signum(v) * Double.POSITIVE_INFINITY : v)
        .toArray();
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  /** Behind an activation that is no clip. */
  Chain activate(Activation f) {
    Draft last = activated();
    if (!last.activation().equals(Activation.NONE)) {
      throw new NodeRefusal(
          "it follows " + last.activation() + "; put a weighted layer between two activations");
    }
    return with(last.with(f), f.equals(Activation.SIGMOID) ? this : null);
  }

  /** Behind a clip of a layer's output. */
  Chain limit(double low, double high) {
    if (low <= -Float.MAX_VALUE && high >= Float.MAX_VALUE) {
      return this;
    }
    Draft last = activated();
    return with(last.with(Clips.behind(last.activation(), low, high)), null);
  }

  /** The layer that an activation belongs to. */
  private Draft activated() {
    Draft last = draft;
    if (last == null) {
      throw new NodeRefusal(
          "it stands in front of the first weighted layer, where only affine steps and clips may");
    }
    if (!affine.isNone()) {
      throw new NodeRefusal(
          "it follows a scale or a shift behind an activation; only a weighted layer may");
    }
    return last;
  }

  /** SiLU, where this is a plain sum that was multiplied with its sigmoid. */
  Chain silu() {
    Draft last = draft;
    if (last == null || !last.activation().equals(Activation.NONE)) {
      throw new NodeRefusal(
          "x * Sigmoid(x) must stand directly behind a weighted layer to be SiLU");
    }
    return with(last.with(Activation.SILU), null);
  }

  /** Channels {@code from..to - 1} of a weighted layer's output; the others are dropped. */
  Chain slice(int from, int to, Dims dims) {
    Draft last = draft;
    if (from == 0 && to == form.shape.channels()) {
      return this;
    }
    if (last == null) {
      throw new NodeRefusal("it takes a part of the observation; observe that part only");
    }
    if (last.place().groups() > 1) {
      throw new NodeRefusal("it takes some filters of a grouped convolution; take all");
    }
    Shape s = form.shape;
    Shape part = new Shape(to - from, s.height(), s.width());
    Form newForm = new Form(part, dims, form.flattens);
    Affine newAffine = affine.slice(from, to);
    return new Chain(last.slice(from, to), newForm, newAffine, grayDivided, null, tail);
  }

  /** Notes how many numbers were made for this chain. */
  void cost(Ledger ledger) {
    int rows = draft == null ? 0 : draft.rows();
    ledger.spend((long) affine.size() + rows + form.flattens.size());
  }

  /** The weighted layers, first to last. */
  List<Chain> layers() {
    List<Chain> layers = new ArrayList<>();
    for (Chain at = this; at.draft != null; at = at.draft.place().input()) {
      layers.add(at);
    }
    Collections.reverse(layers);
    return layers;
  }
}
