package saccade.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Dims of a tensor, batch included; a scalar has none. Immutable. */
final class Dims {
  private final int[] side;

  private Dims(int[] side) {
    this.side = side;
  }

  static Dims of(int... side) {
    return new Dims(side.clone());
  }

  int rank() {
    return side.length;
  }

  int at(int axis) {
    return side[axis];
  }

  int[] toArray() {
    return side.clone();
  }

  /** Number of elements; more than an int holds is no number of elements. */
  int size() {
    long size = 1;
    for (int d : side) {
      size = d == 0 ? 0 : Math.multiplyExact(size, d);
      if (size > Integer.MAX_VALUE) {
        throw new OnnxFormatException(
            "a tensor of dims "
                + this
                + " has more than "
                + Integer.MAX_VALUE
                + " elements; use a smaller one");
      }
    }
    return (int) size;
  }

  /** The axis that an ONNX attribute means; -1 is the last one. */
  int axis(long axis) {
    if (axis < -rank() || axis >= rank()) {
      throw new OnnxFormatException(
          "axis " + axis + " is outside the " + rank() + " axes of " + this + "; repair the model");
    }
    return (int) (axis < 0 ? axis + rank() : axis);
  }

  /** The same with another side. */
  Dims with(int axis, int value) {
    int[] copy = side.clone();
    copy[axis] = value;
    return new Dims(copy);
  }

  /** The sides that are not 1, in order: what a reshape by size-1 dims keeps. */
  Dims withoutOnes() {
    return new Dims(Arrays.stream(side).filter(d -> d != 1).toArray());
  }

  /** True if at most one side is not 1: the elements stand in one row. */
  boolean isFlat() {
    return withoutOnes().rank() <= 1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Dims that && Arrays.equals(side, that.side);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(side);
  }

  @Override
  public String toString() {
    return Arrays.toString(side);
  }
}
