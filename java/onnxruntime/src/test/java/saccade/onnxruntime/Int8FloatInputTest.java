package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.GridWeights;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Requantiser;
import saccade.model.Shape;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxWriter;

/** Integers of a float input and of a table activation, as ONNX Runtime runs them. */
class Int8FloatInputTest {
  private static final int FRAME = 6;
  private static final int DEPTH = 2;
  private static final ActivationGrid SIGNED = new ActivationGrid(1f / 128, -128, 127);

  private final float[] inverse = new float[FRAME];

  private QuantizedNetwork network(Activation hidden, Random random) {
    List<ActivationGrid> grids = new ArrayList<>();
    for (int i = 0; i < FRAME; i++) {
      float scale = 0.01f * (1 + random.nextInt(5));
      inverse[i] = 1 / scale;
      grids.add(new ActivationGrid(scale, -128, 127));
    }
    Dense first = dense("a", 8, FRAME * DEPTH, hidden, random);
    Dense last = dense("b", 3, 8, Activation.NONE, random);
    FloatStack input = new FloatStack(DEPTH, new Shape(FRAME, 1, 1), null);
    Network source = new Network("floats", input, List.of(first, last));
    Requantiser requantiser =
        hidden.needsTable(false)
            ? Requantiser.through(table(hidden), multipliers(8, 0x1p-12f / 0x1p-11f))
            : Requantiser.of(multipliers(8, 0x1p-12f / SIGNED.scale()));
    return new QuantizedNetwork(
        source,
        InputGrids.of(grids, inverse),
        List.of(
            new QuantizedLayer(points(first, random), new int[8], requantiser, scales(8), SIGNED),
            new QuantizedLayer(
                points(last, random),
                new int[] {100, -50, 0},
                multipliers(3, 0x1p-12f * SIGNED.scale()),
                scales(3),
                null)));
  }

  private static ActivationTable table(Activation f) {
    short[] point = new short[ActivationTable.SIZE];
    for (int i = 0; i < point.length; i++) {
      point[i] = (short) onGrid(apply(f, (i + ActivationTable.LO) * 0x1p-11));
    }
    return ActivationTable.ofPoints(0x1p-11f, point);
  }

  private static long onGrid(double value) {
    return (long) Math.rint(Math.max(-128, Math.min(127, value / SIGNED.scale())));
  }

  private static double apply(Activation f, double o) {
    return f.equals(Activation.TANH) ? Math.tanh(o) : f.equals(Activation.NONE) ? o : silu(o);
  }

  private static double silu(double o) {
    return o / (1 + Math.exp(-o));
  }

  private static float[] multipliers(int rows, float m) {
    float[] values = new float[rows];
    Arrays.fill(values, m);
    return values;
  }

  private static float[] scales(int rows) {
    return multipliers(rows, 0x1p-12f);
  }

  private static Dense dense(String name, int rows, int columns, Activation f, Random random) {
    float[] w = new float[rows * columns];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) random.nextGaussian();
    }
    return new Dense(name, CsrWeights.fromDense(rows, columns, w), new Bias(new float[rows]), f);
  }

  /** Small enough that no CPU saturates a pair of products. */
  private static GridWeights points(Dense layer, Random random) {
    byte[] values = new byte[layer.weights().pattern().entries()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) ((1 + random.nextInt(63)) * (random.nextBoolean() ? 1 : -1));
    }
    return new GridWeights(layer.weights().pattern(), values);
  }

  private double[] expected(QuantizedNetwork network, Activation hidden, float[] x) {
    long[] q = new long[x.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = (long) Math.rint(Math.max(-128, Math.min(127, x[i] * inverse[i % FRAME])));
    }
    long[] h = sums(network.layer(1), q);
    long[] points = new long[h.length];
    for (int i = 0; i < h.length; i++) {
      points[i] = onGrid(apply(hidden, h[i] * 0x1p-12));
    }
    return Arrays.stream(sums(network.layer(2), points))
        .mapToDouble(sum -> sum * 0x1p-12 * SIGNED.scale())
        .toArray();
  }

  private static long[] sums(QuantizedLayer layer, long[] x) {
    byte[] dense = layer.weights().toDense();
    long[] sums = new long[dense.length / x.length];
    for (int r = 0; r < sums.length; r++) {
      sums[r] = layer.bias(r);
      for (int c = 0; c < x.length; c++) {
        sums[r] += dense[r * x.length + c] * x[c];
      }
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void meansTheSameIntegers(long seed) {
    for (Activation hidden : List.of(Activation.NONE, Activation.TANH, Activation.SILU)) {
      Random random = new Random(seed);
      QuantizedNetwork network = network(hidden, random);
      byte[] file = OnnxWriter.int8(network, Thresholds.zero(network.source()));
      float[] x = new float[FRAME * DEPTH];
      float[] y = new float[3];
      try (OnnxModel model = Requirement.runner().open(file, 1)) {
        for (int run = 0; run < 20; run++) {
          for (int i = 0; i < x.length; i++) {
            x[i] = (float) (4 * random.nextGaussian());
          }
          model.run(x, y);
          double[] expected = expected(network, hidden, x);
          for (int i = 0; i < y.length; i++) {
            assertEquals(expected[i], y[i], 1e-6, "seed " + seed + " " + hidden);
          }
        }
      }
    }
  }

  @Test
  void refusesInputsThatOneGridDoesNotHold() {
    QuantizedNetwork network = network(Activation.NONE, new Random(1));
    List<ActivationGrid> grids =
        new ArrayList<>(Collections.nCopies(FRAME, new ActivationGrid(1, -128, 127)));
    grids.set(3, new ActivationGrid(1, 0, 255));
    assertRefused("start at -128 and at 0", network, grids);
    grids.set(3, new ActivationGrid(1, -2048, 2047));
    assertRefused("-2048..2047 of observation 3", network, grids);
  }

  private void assertRefused(String part, QuantizedNetwork network, List<ActivationGrid> grids) {
    QuantizedNetwork other =
        new QuantizedNetwork(
            network.source(),
            InputGrids.of(grids, inverse),
            List.of(network.layer(1), network.layer(2)));
    Thresholds zero = Thresholds.zero(network.source());
    var error = assertThrows(IllegalArgumentException.class, () -> OnnxWriter.int8(other, zero));
    assertTrue(error.getMessage().contains(part), error.getMessage());
  }
}
