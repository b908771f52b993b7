package saccade.app.play;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;
import saccade.onnx.OnnxWriter;

/**
 * The fastest dense path in the process: ONNX Runtime on the same pruned weights, one thread, where
 * it is installed; else a dense pass of the backend itself.
 */
final class DenseBaseline implements AutoCloseable {
  private final @Nullable OnnxModel model;
  private final @Nullable Session own;
  private final String name;
  private final @Nullable String note;
  private final Input stack;
  private final float[] y;

  private DenseBaseline(
      @Nullable OnnxModel model,
      @Nullable Session own,
      String name,
      @Nullable String note,
      Network network) {
    this.model = model;
    this.own = own;
    this.name = name;
    this.note = note;
    stack = network.input();
    y = new float[network.outputSize()];
  }

  static DenseBaseline open(Backend backend, Network network) {
    OnnxRunner runner = OnnxRunners.first().orElse(null);
    if (runner == null) {
      return own(backend, network, OnnxRunners.whyNone());
    }
    try {
      byte[] onnx = OnnxWriter.float32(network, Thresholds.zero(network));
      return new DenseBaseline(runner.open(onnx, 1), null, runner.name() + "-fp32", null, network);
    } catch (IllegalArgumentException e) {
      return own(backend, network, String.valueOf(e.getMessage()));
    }
  }

  private static DenseBaseline own(Backend backend, Network network, String why) {
    Session own = backend.plan(network, PlanOptions.DEFAULT).open();
    return new DenseBaseline(null, own, backend.name() + "-dense", why, network);
  }

  String name() {
    return name;
  }

  @Nullable String note() {
    return note;
  }

  /**
   * Runs one dense inference twice and returns the nanoseconds of the second: what lies between two
   * calls empties caches, which must not make the rival look slow.
   */
  long run(byte[] observation) {
    float[] input = Observations.values(stack, observation);
    once(observation, input);
    long start = System.nanoTime();
    once(observation, input);
    return System.nanoTime() - start;
  }

  private void once(byte[] observation, float[] input) {
    if (model != null) {
      model.run(input, y);
    } else {
      Observations.resync(Objects.requireNonNull(own), observation);
    }
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
    if (own != null) {
      own.close();
    }
  }
}
