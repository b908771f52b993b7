package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxWriter;

/** The written file means the network: ONNX Runtime agrees with a dense evaluation in double. */
class Float32Test {
  private static Reference.Range assertAgrees(Network network, double unit) {
    byte[] file = OnnxWriter.float32(network, Thresholds.zero(network));
    float[] observation = TestNetworks.real(7).frame(network);
    float[] y = new float[network.outputSize()];
    try (OnnxModel model = Requirement.runner().open(file, 1)) {
      model.run(observation, y);
    }
    Reference.Range expected = Reference.float32(network, observation, unit);
    expected.requireContains(y);
    return expected;
  }

  private static void assertAgreesWithinRounding(Network network) {
    double width = assertAgrees(network, 1.01 * 0x1p-24).width();
    // The bound can fail: outputs are in the hundreds.
    assertTrue(width < 2, network.name() + " has a bound of " + width);
  }

  private static void assertAgreesToTheBit(Network network) {
    assertEquals(0, assertAgrees(network, 0).width());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void realWeightsAgreeWithinRounding(long seed) {
    for (Activation hidden : List.of(Activation.NONE, Activation.RELU)) {
      assertAgreesWithinRounding(TestNetworks.real(seed).mixed(hidden));
    }
    assertAgreesWithinRounding(TestNetworks.real(seed).convOnly());
    assertAgreesWithinRounding(TestNetworks.real(seed).denseOnly());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ternaryWeightsAgreeToTheBit(long seed) {
    for (Activation hidden : List.of(Activation.NONE, Activation.RELU)) {
      assertAgreesToTheBit(TestNetworks.ternary(seed).mixed(hidden));
    }
    assertAgreesToTheBit(TestNetworks.ternary(seed).convOnly());
    assertAgreesToTheBit(TestNetworks.ternary(seed).denseOnly());
  }

  /** Real weights of this size only have a bound near 1000, so this net is compared to the bit. */
  @Test
  void table1AgreesToTheBit() {
    assertAgreesToTheBit(TestNetworks.ternary(1).table1());
  }
}
