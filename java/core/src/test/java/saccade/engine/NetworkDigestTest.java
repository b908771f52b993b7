package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.GridWeights;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Requantiser;
import saccade.model.Shape;
import saccade.model.SparseRows;
import saccade.model.Window;

/** A snapshot may only be restored where every number is the same: the digest must see each. */
class NetworkDigestTest {
  private static final Window PLAIN = Window.square(2, 1);
  private static final FloatStack FLOATS = new FloatStack(1, new Shape(2, 4, 4), null);

  private static Network network(Input input, @Nullable Normaliser normaliser, Conv2d conv) {
    return new Network("name", input, normaliser, List.of(conv));
  }

  private static Conv2d conv(Window window, int groups, float w, float b, Activation f) {
    float[] weights = {1, 2, 3, 4, 5, 6, 7, w, 1, 2, 3, 4, 5, 6, 7, 8};
    int columns = 8 / groups;
    float[] kept = java.util.Arrays.copyOf(weights, 2 * columns);
    return new Conv2d(
        "conv", window, groups, CsrWeights.fromDense(2, columns, kept), new Bias(b, 0), f);
  }

  private static String hex(byte[] digest) {
    return new java.math.BigInteger(1, digest).toString(16);
  }

  private static String of(Network network) {
    return hex(new NetworkDigest(network, null).bytes());
  }

  private static Normaliser normaliser(
      float mean, float @Nullable [] low, float @Nullable [] high) {
    float[] means = new float[32];
    float[] ones = new float[32];
    java.util.Arrays.fill(ones, 1);
    means[5] = mean;
    return new Normaliser(means, ones, low, high);
  }

  private static float[] filled(float value) {
    float[] values = new float[32];
    java.util.Arrays.fill(values, value);
    return values;
  }

  @Test
  void everyNumberOfAStepChangesIt() {
    Activation none = Activation.NONE;
    Conv2d plain = conv(PLAIN, 1, 8, 0.5f, none);
    Window dilated = new Window(2, 2, 1, 1, new Window.Dilation(2, 1), Window.Padding.NONE);
    Window padded = new Window(2, 2, 1, 1, new Window.Padding(1, 0, 0, 0));
    Window elsewhere = new Window(2, 2, 1, 1, new Window.Padding(0, 0, 1, 0));
    List<Network> different = new ArrayList<>();
    different.add(network(FLOATS, null, plain));
    different.add(network(new ImageStack(2, 4, 4), null, plain));
    different.add(network(new FloatStack(2, new Shape(1, 4, 4), null), null, plain));
    different.add(network(FLOATS.withRanges(ElementRanges.uniform(32, -1, 1)), null, plain));
    different.add(network(FLOATS.withRanges(ElementRanges.uniform(32, -1, 2)), null, plain));
    different.add(network(FLOATS, normaliser(1, null, null), plain));
    different.add(network(FLOATS, normaliser(2, null, null), plain));
    different.add(network(FLOATS, normaliser(1, filled(-1), filled(1)), plain));
    different.add(network(FLOATS, normaliser(1, filled(-1), filled(2)), plain));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 9, 0.5f, none)));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 0, 0.5f, none)));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.25f, none)));
    different.add(network(FLOATS, null, conv(PLAIN, 2, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(Window.square(2, 2), 1, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(dilated, 1, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(padded, 1, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(elsewhere, 1, 8, 0.5f, none)));
    Window left = new Window(2, 2, 1, 1, new Window.Padding(0, 1, 0, 0));
    Window right = new Window(2, 2, 1, 1, new Window.Padding(0, 0, 0, 1));
    different.add(network(FLOATS, null, conv(left, 1, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(right, 1, 8, 0.5f, none)));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, Activation.TANH)));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, Activation.elu(1))));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, Activation.elu(2))));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, Activation.clip(-1, 1))));
    different.add(network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, Activation.clip(-1, 2))));
    Set<String> digests = new HashSet<>();
    for (int i = 0; i < different.size(); i++) {
      assertTrue(digests.add(of(different.get(i))), "network " + i + " looks like another one");
    }
  }

  @Test
  void namesDoNotChangeIt() {
    Conv2d plain = conv(PLAIN, 1, 8, 0.5f, Activation.NONE);
    Conv2d renamed =
        new Conv2d("other", plain.kernel(), plain.weights(), plain.bias(), plain.activation());
    assertEquals(
        of(network(FLOATS, null, plain)),
        of(new Network("another name", FLOATS, List.of(renamed))));
  }

  private static String exact(float inverse, float negative, int bias) {
    Network one =
        new Network(
            "one",
            FloatStack.vector(1),
            List.of(
                new Dense(
                    "only",
                    CsrWeights.fromDense(1, 1, new float[] {1}),
                    new Bias(0),
                    Activation.leakyRelu(0.5f))));
    QuantizedLayer layer =
        new QuantizedLayer(
            new GridWeights(SparseRows.full(1, 1), new byte[] {1}),
            new int[] {bias},
            Requantiser.leaky(new float[] {1}, new float[] {negative}),
            new float[] {1},
            null);
    InputGrids grids = InputGrids.of(List.of(new ActivationGrid(0.5f, -8, 7)), inverse);
    return hex(new NetworkDigest(one, new QuantizedNetwork(one, grids, List.of(layer))).bytes());
  }

  @Test
  void everyStoredNumberOfExactChangesIt() {
    assertEquals(exact(2, 0.5f, 3), exact(2, 0.5f, 3));
    assertEquals(
        4,
        Set.of(exact(2, 0.5f, 3), exact(2.5f, 0.5f, 3), exact(2, 0.25f, 3), exact(2, 0.5f, 4))
            .size());
  }

  /** In EXACT it is the integers that count. */
  @Test
  void gridsAndTablesChangeIt() {
    Set<String> digests = new HashSet<>();
    for (Activation f : List.of(Activation.TANH, Activation.SILU)) {
      for (float high : new float[] {1, 2}) {
        for (double reach : new double[] {3, 4}) {
          Calibration ranges =
              new Calibration(
                  List.of(), List.of(), List.of(reach), ElementRanges.uniform(32, -1, high));
          Network network = network(FLOATS, null, conv(PLAIN, 1, 8, 0.5f, f));
          QuantizedNetwork grids = Quantizer.quantize(network, ranges);
          byte[] digest = new NetworkDigest(network, grids).bytes();
          assertArrayEquals(digest, new NetworkDigest(network, grids).bytes());
          assertTrue(digests.add(hex(digest)), f + " " + high + " " + reach);
        }
      }
    }
  }
}
