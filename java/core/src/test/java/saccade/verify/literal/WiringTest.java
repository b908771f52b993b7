package saccade.verify.literal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Window;
import saccade.verify.reference.DenseReference;

/** Two filters of 1x2 on a row of three pixels. */
class WiringTest {
  private static final float PRUNED = 0;

  private static Wiring wiring(float... weights) {
    Window window = new Window(1, 2, 1, 1, Window.Padding.NONE);
    CsrWeights w = CsrWeights.fromDense(2, 2, weights);
    Conv2d conv = new Conv2d("conv", window, w, new Bias(0, 0), Activation.NONE);
    Network network = new Network("row", new ImageStack(1, 1, 3), List.of(conv));
    return new Wiring(new DenseReference(network), 1);
  }

  private static int[] successors(Wiring wiring, int ancestor) {
    return IntStream.range(wiring.start(ancestor), wiring.start(ancestor + 1))
        .map(wiring::successor)
        .toArray();
  }

  /** Outputs 0 and 1 are the first filter's, 2 and 3 the second's. */
  @Test
  void successorsStandInTheCanonicalOrder() {
    Wiring wiring = wiring(1, 2, 3, 4);
    assertArrayEquals(new int[] {0, 2}, successors(wiring, 0));
    assertArrayEquals(new int[] {0, 2, 1, 3}, successors(wiring, 1), "position, then filter");
    assertArrayEquals(new int[] {1, 3}, successors(wiring, 2));
    assertEquals(2, wiring.weight(wiring.start(1)), "the second tap of the first filter");
    assertEquals(3, wiring.weight(wiring.start(1) + 3), "the first tap of the second filter");
  }

  @Test
  void prunedWeightsAreNoConnections() {
    Wiring wiring = wiring(PRUNED, 2, 3, PRUNED);
    assertArrayEquals(new int[] {0, 3}, successors(wiring, 1));
    assertEquals(1, wiring.fanOut(0));
  }
}
