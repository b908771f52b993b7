package saccade.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.verify.reference.References;
import saccade.verify.selftest.RandomFrames;

/** What the tests of the laws share. The suite runs on every backend that is installed. */
final class Cases {
  private static final List<String> ELSEWHERE = List.of("vector", "onnxruntime", "libtorch");

  private Cases() {}

  /**
   * Every usable backend, or those that {@code saccade.suite.backends} names; one that is required
   * but missing fails the suite.
   */
  static Stream<Backend> backends() {
    String named = System.getProperty("saccade.suite.backends");
    List<Backend> usable =
        Backends.all().stream()
            .filter(b -> named == null || List.of(named.split(",")).contains(b.name()))
            .filter(b -> b.whyUnavailable().isEmpty())
            .toList();
    List<String> names = usable.stream().map(Backend::name).toList();
    for (String required : System.getProperty("saccade.require", "scalar").split(",")) {
      boolean other = // tests of its own require it
          named == null
              ? ELSEWHERE.contains(required)
              : !List.of(named.split(",")).contains(required);
      Assertions.assertTrue(other || names.contains(required), required + " is not usable here");
    }
    return usable.stream();
  }

  /** True of the definition; others may multiply by zeros too (law 10). */
  static boolean multipliesOnlyWhatCounts(Backend backend) {
    return backend instanceof ScalarBackend;
  }

  /** A network with its grids, calibrated on other frames than the tests play. */
  record Case(Network network, QuantizedNetwork grids, PlanOptions options) {
    static Case of(Network network, PlanOptions options) {
      Calibration ranges =
          Calibration.watch(new ScalarBackend(), network, options, frames(network, 60, 1234));
      return new Case(network, Quantizer.quantize(network, ranges), options);
    }

    static Case random(long seed) {
      return of(RandomNetwork.of(seed), PlanOptions.DEFAULT);
    }

    Plan plan(Backend backend, Mode mode) {
      return plan(backend, mode, options);
    }

    Plan plan(Backend backend, Mode mode, PlanOptions other) {
      return mode == Mode.EXACT ? backend.plan(grids, other) : backend.plan(network, other);
    }

    References references(Mode mode) {
      References dense = References.of(network);
      return mode == Mode.EXACT ? References.of(grids, dense) : dense;
    }

    int frameSize() {
      return ((ImageStack) network.input()).frameSize();
    }
  }

  static RandomFrames frames(Network network, int steps, long seed) {
    return new RandomFrames(steps, ((ImageStack) network.input()).frameSize(), 255, seed);
  }

  /** One plane of {@code pixels} bytes into one dense layer: weights row-major, no activation. */
  static Network dense(int pixels, float[] weights, float... bias) {
    return network(
        pixels,
        new Dense(
            "only",
            CsrWeights.fromDense(bias.length, pixels, weights),
            new Bias(bias),
            Activation.NONE));
  }

  /** One plane of {@code pixels} bytes into dense layers. */
  static Network network(int pixels, Dense... layers) {
    List<Layer> all = new ArrayList<>();
    all.add(new Flatten("flatten"));
    all.addAll(Arrays.asList(layers));
    return new Network("hand-made", new ImageStack(1, 1, pixels), all);
  }

  static Dense layer(String name, Activation f, int inputs, float[] weights, float... bias) {
    return new Dense(name, CsrWeights.fromDense(bias.length, inputs, weights), new Bias(bias), f);
  }

  static byte[] bytes(int... grays) {
    byte[] bytes = new byte[grays.length];
    for (int i = 0; i < grays.length; i++) {
      bytes[i] = (byte) grays[i];
    }
    return bytes;
  }
}
