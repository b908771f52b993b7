package saccade.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Data that does not fit is refused in one sentence that names it. */
class NetworkTest {
  private static final ImageStack INPUT = new ImageStack(2, 6, 5);

  private static Conv2d conv(String name, int kernel, int channels) {
    int columns = channels * kernel * kernel;
    float[] ones = new float[3 * columns];
    Arrays.fill(ones, 1);
    return new Conv2d(
        name,
        Window.square(kernel, 1),
        CsrWeights.fromDense(3, columns, ones),
        new Bias(0, 0, 0),
        Activation.RELU);
  }

  private static Dense dense(String name, int inputs) {
    float[] ones = new float[inputs];
    Arrays.fill(ones, 1);
    return new Dense(name, CsrWeights.fromDense(1, inputs, ones), new Bias(0), Activation.NONE);
  }

  private static void assertRefused(String part, Executable made) {
    var error = assertThrows(IllegalArgumentException.class, made);
    assertTrue(error.getMessage().contains(part), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  private static Network network(Layer... layers) {
    return new Network("net", INPUT, List.of(layers));
  }

  @Test
  void shapesFollowTheData() {
    Network net = network(conv("a", 3, 2), new Flatten("f"), dense("b", 3 * 4 * 3));
    assertEquals(new Shape(3, 4, 3), net.shape(1));
    assertEquals(1, net.outputSize());
    assertEquals(36 * 18 + 36, net.denseMultiplications());
    assertEquals(new Shape(3, 4, 3), net.weighted().get(1).input(), "the image before Flatten");
  }

  @Test
  void layersThatDoNotFitAreNamed() {
    assertRefused("no layer with weights", () -> network(new Flatten("f")));
    assertRefused("layer b", () -> network(new Flatten("f"), dense("b", 59)));
    assertRefused("put Flatten between", () -> network(dense("b", 60)));
    assertRefused("convolution c", () -> network(new Flatten("f"), conv("c", 1, 60)));
    assertRefused("two layers are named a", () -> network(conv("a", 2, 2), conv("a", 2, 3)));
    assertRefused("blank name", () -> network(conv(" ", 2, 2)));
    assertRefused("kernel side of 7", () -> network(conv("a", 7, 2)));
    assertRefused("layer a has weights for 27", () -> network(conv("a", 3, 3)));
  }

  @Test
  void sizesThatOverflowAreRefused() {
    assertRefused("empty side", () -> new Shape(0, 1, 1));
    assertRefused("67108864", () -> new Shape(1 << 20, 1 << 20, 1 << 20));
    assertRefused("67108864", () -> new ImageStack(Integer.MAX_VALUE, 2, 2));
    assertRefused("rows * columns", () -> SparseRows.full(1 << 16, 1 << 16));
    assertRefused("kernel height 0", () -> Window.square(0, 1));
    assertRefused("stride -1", () -> Window.square(1, -1));
    assertRefused("padding -1", () -> Window.square(1, 1, -1));
  }

  @Test
  void sparseRowsAreChecked() {
    int[] start = {0, 2, 3};
    assertEquals(3, SparseRows.of(4, start, new int[] {0, 3, 1}).entries());
    assertRefused("column 4", () -> SparseRows.of(4, start, new int[] {0, 4, 1}));
    assertRefused("column 0 after 0", () -> SparseRows.of(4, start, new int[] {0, 0, 1}));
    assertRefused("column -1", () -> SparseRows.of(4, start, new int[] {0, 3, -1}));
    assertRefused("ends before", () -> SparseRows.of(4, new int[] {0, 9, 3}, new int[] {0, 1, 2}));
    assertRefused("0 to 4", () -> SparseRows.of(4, new int[] {0, 4}, new int[] {0}));
    assertRefused("0 rows", () -> SparseRows.of(4, new int[] {0}, new int[0]));
  }

  @Test
  void weightsRoundTripThroughDense() {
    float[] dense = {0, 1, 0, -2, 3, 0};
    CsrWeights weights = CsrWeights.fromDense(2, 3, dense);
    assertEquals(3, weights.pattern().entries());
    assertArrayEquals(dense, weights.toDense());
    assertEquals(
        weights, CsrWeights.of(weights.pattern(), new float[] {1, -2, 3}), "same bits, same value");
    assertRefused("6", () -> CsrWeights.fromDense(2, 3, new float[5]));
    assertRefused("weight 0", () -> CsrWeights.of(SparseRows.full(1, 2), new float[] {1, 0}));
    assertRefused("3 biases", () -> new Dense("d", weights, new Bias(1, 2, 3), Activation.NONE));
  }

  @Test
  void aPatternKnowsItselfWhateverItsForm() {
    SparseRows full = SparseRows.full(2, 2);
    SparseRows listed = SparseRows.of(2, new int[] {0, 2, 4}, new int[] {0, 1, 0, 1});
    assertEquals(full, listed);
    assertEquals(full.hashCode(), listed.hashCode());
    assertFalse(full.equals(SparseRows.of(2, new int[] {0, 1, 3}, new int[] {0, 0, 1})));
  }
}
