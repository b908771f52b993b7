package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxWriter;

/** The QDQ file holds the integers of EXACT mode, and ONNX Runtime runs them on integer kernels. */
class Int8Test {
  @TempDir Path directory;

  private static byte[] file(QuantizedNetwork network) {
    return OnnxWriter.int8(network, Thresholds.zero(network.source()));
  }

  private static Reference.Range assertAgrees(QuantizedNetwork network, double relative) {
    float[] y = new float[network.source().outputSize()];
    float[] observation = TestNetworks.real(7).frame(network.source());
    try (OnnxModel model = Requirement.runner().open(file(network), 1)) {
      model.run(observation, y);
    }
    Reference.Range expected = Reference.int8(network, observation, relative);
    expected.requireContains(y);
    return expected;
  }

  /** With powers of two for scales nothing rounds but the requantisation: every bit must agree. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesToTheBitWhereScalesArePowersOfTwo(long seed) {
    for (Activation hidden : List.of(Activation.NONE, Activation.RELU)) {
      Network mixed = TestNetworks.real(seed).mixed(hidden);
      assertEquals(0, assertAgrees(TestNetworks.quantized(mixed, true, seed), 0).width());
    }
    Network dense = TestNetworks.real(seed).denseOnly();
    assertEquals(0, assertAgrees(TestNetworks.quantized(dense, true, seed), 0).width());
  }

  /**
   * Other scales: the runtime's float(acc) * (in * weight / out) rounds four times at most and m
   * was rounded once, so 8 * 2^-24 covers both. Only a value that near to a half may round to the
   * other grid point, one step away; the reference carries both through the layers that follow.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void agreesWithinTheRoundingOfItsScales(long seed) {
    for (Activation hidden : List.of(Activation.NONE, Activation.RELU)) {
      Network mixed = TestNetworks.real(seed).mixed(hidden);
      double width = assertAgrees(TestNetworks.quantized(mixed, false, seed), 0x1p-21).width();
      // On these seeds no hidden value is in doubt, so y is known to its own rounding.
      assertTrue(width < 1e-3, "range " + width);
    }
  }

  @Test
  void table1AgreesToTheBit() {
    Network network = TestNetworks.real(1).table1();
    assertEquals(0, assertAgrees(TestNetworks.quantized(network, true, 1), 0).width());
  }

  /** A last convolution runs in float: its sums, below 2^24 times a power of two, are exact. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aLastConvolutionAgreesToTheBit(long seed) {
    Network network = TestNetworks.real(seed).convOnly();
    assertEquals(0, assertAgrees(TestNetworks.quantized(network, true, seed), 0).width());
  }

  @Test
  void runsTable1OnIntegerKernels() throws Exception {
    assertOnIntegerKernels(TestNetworks.real(1).table1(), 3, 2);
  }

  @Test
  void runsSignedGridsOnIntegerKernels() throws Exception {
    assertOnIntegerKernels(TestNetworks.real(1).mixed(Activation.NONE), 2, 2);
  }

  @Test
  void runsDenseLayersAloneOnIntegerKernels() throws Exception {
    assertOnIntegerKernels(TestNetworks.real(1).denseOnly(), 0, 2);
  }

  /** Looks into the graph that the session really runs. */
  private void assertOnIntegerKernels(Network network, int convs, int dense) throws Exception {
    Requirement.runner();
    Path optimized = directory.resolve("optimized.onnx");
    try (SessionOptions options = OnnxRuntimeModel.options(1)) {
      options.setOptimizedModelFilePath(optimized.toString());
      // It warns that such a file is good for this CPU only.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      byte[] model = file(TestNetworks.quantized(network, false, 1));
      OnnxRuntimeModel.environment().createSession(model, options).close();
    }
    String text = Files.readString(optimized, StandardCharsets.ISO_8859_1);
    assertEquals(convs, nodes(text, "QLinearConv"));
    assertEquals(dense, nodes(text, "QGemm"));
    assertEquals(1, nodes(text, "QuantizeLinear"));
    for (String unwanted : List.of("Conv", "Gemm", "FusedConv", "FusedGemm", "DequantizeLinear")) {
      assertEquals(0, nodes(text, unwanted), unwanted);
    }
  }

  /** Number of nodes of this type: op_type is field 4 of a node, tag 0x22, then its length. */
  private static int nodes(String model, String op) {
    String field = "\"" + (char) op.length() + op;
    return (model.length() - model.replace(field, "").length()) / field.length();
  }
}
