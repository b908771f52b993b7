package saccade.onnx;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.Window;

/**
 * A weighted layer while the graph is read: the stored weights, and in double what is to be folded
 * into them. Rounded once, when the layer is made. Immutable.
 *
 * @param name name of the node; blank if it has none
 * @param matrix weights as stored
 * @param scale what each row is multiplied by; one value for all or one each
 * @param bias one value per row
 * @param activation f so far
 * @param place what it stands on
 */
record Draft(
    String name, Matrix matrix, double[] scale, double[] bias, Activation activation, Place place) {
  /**
   * What a layer stands on.
   *
   * @param input what it receives
   * @param window kernel of a convolution; null for a dense layer
   * @param groups groups of a convolution, else 1
   */
  record Place(Chain input, @Nullable Window window, int groups) {}

  int rows() {
    return matrix.rows();
  }

  /** The same with a * o + b in place of o, both with one value for all rows or one each. */
  Draft then(double[] a, double[] b) {
    double[] newBias = bias;
    if (!neutral(a, 1)) {
      newBias = Affine.map(newBias, a, (p, q) -> p * q);
    }
    if (!neutral(b, 0)) {
      newBias = Affine.map(newBias, b, Double::sum);
    }
    double[] newScale = neutral(a, 1) ? scale : Affine.map(scale, a, (p, q) -> p * q);
    return new Draft(name, matrix, newScale, newBias, activation, place);
  }

  /** A step that changes nothing leaves the sign of a zero bias alone. */
  private static boolean neutral(double[] values, double neutral) {
    return Arrays.stream(values).allMatch(v -> v == neutral);
  }

  Draft with(Activation f) {
    return new Draft(name, matrix, scale, bias, f, place);
  }

  /** Rows {@code from..to - 1} of it. */
  Draft slice(int from, int to) {
    double[] part = scale.length == 1 ? scale : Arrays.copyOfRange(scale, from, to);
    double[] newBias = Arrays.copyOfRange(bias, from, to);
    return new Draft(name, matrix.slice(from, to), part, newBias, activation, place);
  }
}
