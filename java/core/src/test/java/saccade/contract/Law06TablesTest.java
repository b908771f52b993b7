package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;
import static saccade.contract.FloatCases.row;
import static saccade.contract.FloatCases.sent;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Requantiser;

/** Law 6b, d and e beyond ReLU: second multipliers, tables, and functions behind the last layer. */
class Law06TablesTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  /** Two layers of one neuron: the hidden one under test, behind it the identity. */
  private static QuantizedNetwork network(Activation f, Requantiser m, ActivationGrid grid) {
    Network source =
        Cases.network(
            1,
            layer("hidden", f, 1, new float[] {1}, 0),
            layer("y", Activation.NONE, 1, new float[] {1}, 0));
    return new QuantizedNetwork(
        source,
        InputGrids.BYTES,
        List.of(
            new QuantizedLayer(row(1), new int[] {-100}, m, new float[] {1}, grid),
            new QuantizedLayer(row(1), new int[] {0}, new float[] {1}, new float[] {1}, null)));
  }

  private static double sentFor(Backend backend, QuantizedNetwork network, int gray) {
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      session.step(bytes(gray), new float[1]);
      return sent(session, 1, 1)[0];
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6bLeakyReluHasAMultiplierForEachSign(Backend backend) {
    QuantizedNetwork leaky =
        network(
            Activation.leakyRelu(0.25f),
            Requantiser.leaky(new float[] {0.5f}, new float[] {0.125f}),
            new ActivationGrid(1, -128, 127));
    assertEquals(50, sentFor(backend, leaky, 200), "100 * 0.5");
    assertEquals(-12, sentFor(backend, leaky, 0), "-100 * 0.125 = -12.5, half to even");
    assertEquals(0, sentFor(backend, leaky, 100));
  }

  /** The table is read where it is stored: every entry is its own index here. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6dATableIsAskedAtTheRequantisedPoint(Backend backend) {
    short[] points = new short[ActivationTable.SIZE];
    for (int at = ActivationTable.LO; at <= ActivationTable.HI; at++) {
      points[at - ActivationTable.LO] = (short) Math.floorMod(at, 101);
    }
    QuantizedNetwork table =
        network(
            Activation.TANH,
            Requantiser.through(ActivationTable.ofPoints(1, points), 2.5f),
            new ActivationGrid(1, 0, 100));
    assertEquals(Math.floorMod(250, 101), sentFor(backend, table, 200));
    assertEquals(Math.floorMod(2, 101), sentFor(backend, table, 101), "2.5, half to even");
    assertEquals(Math.floorMod(-250, 101), sentFor(backend, table, 0));
    QuantizedNetwork steep =
        network(
            Activation.TANH,
            Requantiser.through(ActivationTable.ofPoints(1, points), 1000),
            new ActivationGrid(1, 0, 100));
    assertEquals(Math.floorMod(ActivationTable.HI, 101), sentFor(backend, steep, 255), "clamped");
    assertEquals(Math.floorMod(ActivationTable.LO, 101), sentFor(backend, steep, 0), "clamped");
  }

  /** What the quantiser stores is f, to half a step of both grids. */
  @Test
  void law6dTablesHoldF() {
    for (Activation f :
        List.of(
            Activation.TANH,
            Activation.SIGMOID,
            Activation.SILU,
            Activation.elu(1.5f),
            Activation.clip(0.25f, 3))) {
      Network network =
          Cases.network(
              1,
              layer("hidden", f, 1, new float[] {0.02f}, -2),
              layer("y", Activation.NONE, 1, new float[] {1}, 0));
      Calibration ranges = new Calibration(List.of(-1.5), List.of(3.0), List.of(3.1, 3.0), null);
      QuantizedLayer layer = Quantizer.quantize(network, ranges).layer(1);
      ActivationTable table = layer.requantiser().table();
      ActivationGrid grid = layer.grid();
      assertTrue(table != null && grid != null);
      for (int at = ActivationTable.LO; at <= ActivationTable.HI; at += 97) {
        double x = at * (double) table.scale();
        double wanted =
            Math.min(
                Math.max(value(f, x), grid.lo() * (double) grid.scale()),
                grid.hi() * (double) grid.scale());
        assertEquals(wanted, table.point(at) * (double) grid.scale(), 0.5001 * grid.scale());
      }
      assertTrue(table.scale() * ActivationTable.HI >= 6.199, "twice the calibrated reach");
    }
  }

  private static double value(Activation f, double x) {
    return switch (f.kind()) {
      case TANH -> (Math.exp(2 * x) - 1) / (Math.exp(2 * x) + 1);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SILU -> x / (1 + Math.exp(-x));
      case ELU -> x < 0 ? 1.5 * (Math.exp(x) - 1) : x;
      default -> Math.min(3, Math.max(0.25, x));
    };
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law6eBehindTheLastLayerFunctionsActOnY(Backend backend) {
    assertEquals(2, last(backend, Activation.clip(1, 2), Requantiser.of(0.1f), 200));
    assertEquals(1, last(backend, Activation.clip(1, 2), Requantiser.of(0.1f), 100));
    assertEquals(0, last(backend, Activation.RELU, Requantiser.of(0.1f), 0));
    assertEquals(-1.5f, last(backend, Activation.NONE, Requantiser.of(0.015f), 0));
    Requantiser leaky = Requantiser.leaky(new float[] {0.5f}, new float[] {0.25f});
    assertEquals(-25, last(backend, Activation.leakyRelu(0.5f), leaky, 0));
    float[] results = new float[ActivationTable.SIZE];
    results[100 - ActivationTable.LO] = 0.125f;
    Requantiser table = Requantiser.through(ActivationTable.ofResults(1, results), 1);
    assertEquals(0.125f, last(backend, Activation.TANH, table, 200), "float32 results");
    assertEquals(0, last(backend, Activation.TANH, table, 201));
  }

  private static float last(Backend backend, Activation f, Requantiser m, int gray) {
    Network source = Cases.network(1, layer("y", f, 1, new float[] {1}, 0));
    QuantizedNetwork network =
        new QuantizedNetwork(
            source,
            InputGrids.BYTES,
            List.of(new QuantizedLayer(row(1), new int[] {-100}, m, new float[] {1}, null)));
    float[] y = new float[1];
    try (Session session = backend.plan(network, PlanOptions.DEFAULT).open()) {
      session.step(bytes(gray), y);
    }
    return y[0];
  }

  @Test
  void law6bWhatDoesNotFitIsRefused() {
    ActivationGrid grid = new ActivationGrid(1, 0, 100);
    short[] outside = new short[ActivationTable.SIZE];
    outside[7] = 101;
    ActivationTable wrong = ActivationTable.ofPoints(1, outside);
    assertThrows(
        IllegalArgumentException.class,
        () -> network(Activation.TANH, Requantiser.through(wrong, 1), grid));
    assertThrows(
        IllegalArgumentException.class,
        () -> network(Activation.TANH, Requantiser.of(1), grid),
        "a table is missing");
    assertThrows(IllegalArgumentException.class, () -> ActivationTable.ofPoints(1, new short[100]));
    assertThrows(IllegalArgumentException.class, () -> Requantiser.of(1e-39f));
    assertThrows(
        IllegalArgumentException.class,
        () -> Requantiser.leaky(new float[] {1}, new float[] {1e-40f}));
  }
}
