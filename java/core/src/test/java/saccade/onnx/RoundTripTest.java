package saccade.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** What {@link OnnxWriter#float32} wrote, {@link OnnxReader} reads back to the bit. */
class RoundTripTest {
  private static ReadModel again(Network network, Thresholds thresholds) {
    return OnnxReader.read(OnnxWriter.float32(network, thresholds));
  }

  private static void assertSame(Network network, Thresholds thresholds) {
    ReadModel read = again(network, thresholds);
    Network copy = read.network();
    assertEquals(network.name(), copy.name());
    assertEquals(network.input(), copy.input(), network.name());
    assertEquals(network.normaliser(), copy.normaliser(), network.name());
    assertEquals(network.layers(), copy.layers(), network.name());
    assertEquals(thresholds, read.thresholds(), network.name());
    assertEquals(List.of(), read.notes(), network.name());
  }

  @Test
  void randomNetworksComeBackToTheBit() {
    for (long seed = 0; seed < 3000; seed++) {
      Network network = RandomModel.network(seed);
      assertSame(network, RandomModel.thresholds(network, new Random(seed)));
    }
  }

  @Test
  void samplesComeBackToTheBit() {
    for (Network network : List.of(Samples.mixed(1), Samples.convOnly(2), Samples.denseOnly(3))) {
      assertSame(network, Thresholds.zero(network));
    }
  }

  @Test
  void aSingleElementKeepsAThresholdOfItsOwn() {
    Dense dense = Samples.dense("d", 2, 3, Activation.NONE, new Random(1));
    Network network = new Network("n", new FloatStack(3, new Shape(1, 1, 1), null), List.of(dense));
    assertSame(network, Thresholds.of(1).withInput(0.25f));
    assertSame(network, Thresholds.of(1, 2).withInput(0.25f));
    assertSame(network, Thresholds.of(0.25f));
  }

  @Test
  void namesThatLookLikeTensorsComeBack() {
    Dense a = Samples.dense("a", 2, 3, Activation.SILU, new Random(1));
    Dense b = Samples.dense("a.out", 2, 2, Activation.SILU, new Random(2));
    Dense c = Samples.dense("y", 2, 2, Activation.TANH, new Random(3));
    Flatten flatten = new Flatten("Gr\u00fc\u00dfe \ud83d\ude42");
    Network network = new Network("", FloatStack.vector(3), List.of(a, flatten, b, c));
    assertSame(network, Thresholds.zero(network));
  }
}
