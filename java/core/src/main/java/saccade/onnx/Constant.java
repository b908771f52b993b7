package saccade.onnx;

/**
 * A tensor whose values are known. Values are read as double, which holds float32 and all integers
 * up to 2^53 exactly; 64-bit integers are read as such where they are sizes. Immutable.
 */
final class Constant implements Value {
  private final String name;
  private final Dims dims;
  private final Values values;

  private interface Values {
    int length();

    double at(int i);

    long integer(int i);

    boolean integers();
  }

  private Constant(String name, Dims dims, Values values) {
    this.name = name;
    this.dims = dims;
    this.values = values;
    if (values.length() != dims.size()) {
      throw new OnnxFormatException(
          "tensor "
              + name
              + " has "
              + values.length()
              + " values for dims "
              + dims
              + "; write the model again");
    }
  }

  private record Floats(float[] value) implements Values {
    @Override
    public int length() {
      return value.length;
    }

    @Override
    public double at(int i) {
      return value[i];
    }

    @Override
    public long integer(int i) {
      return (long) value[i];
    }

    @Override
    public boolean integers() {
      return false;
    }
  }

  private record Doubles(double[] value) implements Values {
    @Override
    public int length() {
      return value.length;
    }

    @Override
    public double at(int i) {
      return value[i];
    }

    @Override
    public long integer(int i) {
      return (long) value[i];
    }

    @Override
    public boolean integers() {
      return false;
    }
  }

  private record Longs(long[] value) implements Values {
    @Override
    public int length() {
      return value.length;
    }

    @Override
    public double at(int i) {
      return value[i];
    }

    @Override
    public long integer(int i) {
      return value[i];
    }

    @Override
    public boolean integers() {
      return true;
    }
  }

  /** Takes the array, which must not change any more. */
  static Constant of(String name, Dims dims, float[] values) {
    return new Constant(name, dims, new Floats(values));
  }

  /** Takes the array, which must not change any more. */
  static Constant of(String name, Dims dims, double[] values) {
    return new Constant(name, dims, new Doubles(values));
  }

  /** Takes the array, which must not change any more. */
  static Constant of(String name, Dims dims, long[] values) {
    return new Constant(name, dims, new Longs(values));
  }

  /** The same values under other dims of as many elements. */
  Constant reshaped(Dims newDims) {
    return new Constant(name, newDims, values);
  }

  /** Name of the tensor, for messages. */
  String name() {
    return name;
  }

  Dims dims() {
    return dims;
  }

  int size() {
    return values.length();
  }

  /** True if the tensor has an integer type. */
  boolean isInteger() {
    return values.integers();
  }

  /** The values as 64-bit integers: sizes, axes. */
  long[] integers() {
    if (!values.integers()) {
      throw new OnnxFormatException(
          "tensor " + name + " holds sizes or axes but no integers; write the model again");
    }
    long[] copy = new long[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values.integer(i);
    }
    return copy;
  }

  /** The values as doubles, refused if one is not finite. */
  double[] finite() {
    double[] copy = new double[size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = finite(i);
    }
    return copy;
  }

  /** Refuses the tensor if a value is not finite. */
  Constant requireFinite() {
    for (int i = 0; i < size(); i++) {
      finite(i);
    }
    return this;
  }

  /** One value, refused if it is not finite. */
  double finite(int i) {
    double value = number(i);
    if (Double.isInfinite(value)) {
      throw notFinite(value);
    }
    return value;
  }

  /** One value, refused if it is not a number; a bound may be infinite. */
  double number(int i) {
    double value = values.at(i);
    if (Double.isNaN(value)) {
      throw notFinite(value);
    }
    return value;
  }

  private OnnxFormatException notFinite(double value) {
    return new OnnxFormatException(
        "tensor "
            + name
            + " holds "
            + value
            + "; every weight must be finite, so repair the model first");
  }

  /** The single value. */
  double scalar() {
    if (size() != 1) {
      throw new OnnxFormatException(
          "tensor " + name + " has dims " + dims + " where a single number is expected");
    }
    return number(0);
  }
}
