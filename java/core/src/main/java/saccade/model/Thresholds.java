package saccade.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One threshold T per neuron layer, input first (contract, law 2): a neuron transmits when its
 * delta is not 0 and |delta| >= T. The input's T is in the units of the observation (gray levels
 * for images), a hidden layer's in units of its activation. The last layer is never gated: its T
 * only feeds the last row of a Table-4-like report and may be left out. Immutable.
 */
public final class Thresholds {
  private final float[] value;

  private Thresholds(float[] value) {
    this.value = value;
  }

  /** One T per layer, input first; each finite and at least 0. The values are copied. */
  public static Thresholds of(float... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no threshold was given; give one per layer, input first");
    }
    float[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!(copy[i] >= 0) || Float.isInfinite(copy[i])) {
        throw new IllegalArgumentException(
            "threshold "
                + copy[i]
                + " of layer "
                + i
                + " is not a finite number of at least 0; 0 sends every change");
      }
      copy[i] += 0f; // -0 becomes 0, so that equal thresholds are equal bits
    }
    return new Thresholds(copy);
  }

  /** The same T for the input and every hidden layer of {@code network}. */
  public static Thresholds uniform(Network network, float t) {
    float[] values = new float[network.depth()];
    Arrays.fill(values, t);
    return of(values);
  }

  /** T = 0 everywhere: every change is sent and nothing is approximated. */
  public static Thresholds zero(Network network) {
    return uniform(network, 0);
  }

  /**
   * T of a neuron layer; a last layer without a T of its own has 0.
   *
   * @param layer 0 for the input
   */
  public float at(int layer) {
    return layer < value.length ? value[layer] : 0;
  }

  /**
   * Checks the number of values against a network.
   *
   * @return this
   * @throws IllegalArgumentException unless there is one T per gated layer, the last optional
   */
  public Thresholds requireFor(Network network) {
    if (value.length != network.depth() && value.length != network.depth() + 1) {
      throw new IllegalArgumentException(
          value.length
              + " thresholds were given for network "
              + network.name()
              + "; give one for all or "
              + network.depth()
              + ", input first (one more for the ungated last layer is allowed)");
    }
    return this;
  }

  /** True if nothing is approximated. */
  public boolean isZero() {
    for (float t : value) {
      if (t != 0) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the values, input first. */
  public float[] toArray() {
    return value.clone();
  }

  /** The values separated by commas, in the form that the command line reads. */
  @Override
  public String toString() {
    return IntStream.range(0, value.length)
        .mapToObj(i -> Float.toString(value[i]))
        .collect(Collectors.joining(","));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Thresholds that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }
}
