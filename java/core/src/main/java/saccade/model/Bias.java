package saccade.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The biases b of a layer, one finite value per output channel. Immutable. */
public final class Bias {
  private final float[] value;

  /** Copies the values. */
  public Bias(float... value) {
    for (float b : value) {
      if (!Float.isFinite(b)) {
        throw new IllegalArgumentException(
            "a bias is " + b + "; every bias must be finite, so repair the network first");
      }
    }
    this.value = value.clone();
  }

  /** Bias of an output channel. */
  public float at(int channel) {
    return value[channel];
  }

  /** Number of output channels. */
  public int size() {
    return value.length;
  }

  /** A copy of all values. */
  public float[] toArray() {
    return value.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bias that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
