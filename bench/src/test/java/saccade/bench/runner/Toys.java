package saccade.bench.runner;

import java.util.List;
import java.util.Random;
import saccade.bench.workload.StepTrace;
import saccade.bench.workload.Workload;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.model.Window;

/** A small network on frames of which one in three differs from the one before. */
final class Toys {
  static final int SIDE = 10;

  private Toys() {}

  /**
   * A square that moves to the right every third step, so that a stack of two frames is still in
   * one of three; an episode has {@code episode} steps.
   */
  record Square(int steps, int episode) implements StepTrace {
    @Override
    public boolean episodeStart(int step) {
      return step % episode == 0;
    }

    @Override
    public boolean isFrames() {
      return true;
    }

    @Override
    public void frame(int step, byte[] target) {
      int left = step / 3 % (SIDE - 3);
      for (int i = 0; i < target.length; i++) {
        int x = i % SIDE;
        target[i] = (byte) (x >= left && x < left + 3 && i / SIDE < 5 ? 200 : 10);
      }
    }

    @Override
    public void observation(int step, float[] target) {
      throw new IllegalStateException("these steps are gray frames; use frame()");
    }
  }

  static Network network() {
    Random random = new Random(3);
    return new Network(
        "toy",
        new ImageStack(2, SIDE, SIDE),
        List.of(
            new Conv2d(
                "conv", Window.square(3, 2), weights(3, 18, random), bias(3), Activation.RELU),
            new Flatten("flat"),
            new Dense("hidden", weights(6, 48, random), bias(6), Activation.RELU),
            new Dense("y", weights(4, 6, random), bias(4), Activation.NONE)));
  }

  private static CsrWeights weights(int rows, int columns, Random random) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = (float) random.nextGaussian() * 0.1f;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias bias(int rows) {
    return new Bias(new float[rows]);
  }

  static Workload workload(int steps, int episode) {
    Network network = network();
    Square trace = new Square(steps, episode);
    QuantizedNetwork grids =
        Quantizer.quantize(
            network, Calibration.watch(new ScalarBackend(), network, PlanOptions.DEFAULT, trace));
    Thresholds t = Thresholds.of(0, 0.5f, 0.5f);
    return new Workload(
        "toy", "a toy", true, network, grids, PlanOptions.DEFAULT, t, t, trace, List.of("A toy."));
  }
}
