package saccade.model;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One threshold T per neuron layer, input first (contract, law 2): a neuron transmits when its
 * delta is not 0 and |delta| >= T. The input's T is in the units of the observation (gray levels
 * for images), a hidden layer's in units of its activation. The last layer is never gated: its T
 * only feeds the last row of a Table-4-like report and may be left out. A float input may have one
 * T per element of a frame. Immutable.
 */
public final class Thresholds {
  private final float[] value;
  private final float @Nullable [] element;

  private Thresholds(float[] value, float @Nullable [] element) {
    this.value = value;
    this.element = element;
  }

  /** One T per layer, input first; each finite and at least 0. The values are copied. */
  public static Thresholds of(float... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("no threshold was given; give one per layer, input first");
    }
    return new Thresholds(checked("layer", values), null);
  }

  /**
   * The same with one T per element of an input frame.
   *
   * @param perElement one frame's length, raw units; each finite and at least 0
   */
  public Thresholds withInput(float... perElement) {
    float[] copy = checked("input element", perElement);
    float[] layers = value.clone();
    layers[0] = largest(copy);
    return new Thresholds(layers, copy);
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float v : values) {
      largest = Math.max(largest, v);
    }
    return largest;
  }

  private static float[] checked(String what, float[] values) {
    float[] copy = values.clone();
    for (int i = 0; i < copy.length; i++) {
      if (!(copy[i] >= 0) || Float.isInfinite(copy[i])) {
        throw new IllegalArgumentException(
            "threshold "
                + copy[i]
                + " of "
                + what
                + " "
                + i
                + " is not a finite number of at least 0; 0 sends every change");
      }
      copy[i] += 0f; // -0 becomes 0, so that equal thresholds are equal bits
    }
    return copy;
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

  /** T of an element of an input frame. */
  public float input(int frameElement) {
    return element == null ? value[0] : element[frameElement];
  }

  /** True if the input has one T per element of a frame. */
  public boolean perElement() {
    return element != null;
  }

  /**
   * T of a neuron layer; a last layer without a T of its own has 0.
   *
   * @param layer 0 for the input: the largest T of its elements if they have their own
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
    if (element != null && network.input() instanceof ImageStack) {
      throw new IllegalArgumentException(
          "an image stack has one threshold for all its pixels; give one T for the input");
    }
    if (element != null && element.length != network.input().frameSize()) {
      throw new IllegalArgumentException(
          element.length
              + " thresholds were given for the "
              + network.input().frameSize()
              + " elements of an input frame; give one for all or one each");
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

  /** A copy of the input's values per element; null if the input has one for all. */
  public float @Nullable [] inputToArray() {
    return element == null ? null : element.clone();
  }

  /**
   * The values separated by commas, elements of the input by '/', in the form that the command line
   * reads.
   */
  @Override
  public String toString() {
    String input = element == null ? Float.toString(value[0]) : joined(element, 0, "/");
    return value.length == 1 ? input : input + "," + joined(value, 1, ",");
  }

  private static String joined(float[] values, int from, String separator) {
    return IntStream.range(from, values.length)
        .mapToObj(i -> Float.toString(values[i]))
        .collect(Collectors.joining(separator));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Thresholds that
        && Arrays.equals(value, that.value)
        && Arrays.equals(element, that.element);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(value) + Arrays.hashCode(element);
  }
}
