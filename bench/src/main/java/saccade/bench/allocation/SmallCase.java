package saccade.bench.allocation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import saccade.engine.FrameSequence;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Window;

/**
 * A network of a few thousand multiplications, so that very many steps take little time, and frames
 * of which a few pixels change per step; now and then all do, so that layers run dense too.
 */
final class SmallCase {
  private static final int SIDE = 8;
  private static final int FRAMES = 1_000;
  private static final int MOST_CHANGES = 3;
  private static final int CUT = 100;

  private SmallCase() {}

  /** Two frames of 8x8 into a full convolution and two pruned dense layers. */
  static Network network() {
    RandomGenerator random = new SplittableRandom(1);
    return new Network(
        "small",
        new ImageStack(2, SIDE, SIDE),
        List.of(
            new Conv2d(
                "conv", Window.square(4, 2), weights(random, 4, 32, 1), bias(4), Activation.RELU),
            new Flatten("flatten"),
            new Dense("hidden", weights(random, 12, 36, 0.2), bias(12), Activation.RELU),
            new Dense("y", weights(random, 4, 12, 0.5), bias(4), Activation.NONE)));
  }

  private static CsrWeights weights(RandomGenerator random, int rows, int columns, double density) {
    float[] dense = new float[rows * columns];
    for (int i = 0; i < dense.length; i++) {
      dense[i] = random.nextDouble() < density ? (float) random.nextGaussian() * 0.2f : 0;
    }
    return CsrWeights.fromDense(rows, columns, dense);
  }

  private static Bias bias(int rows) {
    return new Bias(new float[rows]);
  }

  /** The frames; no episode ends among them. */
  static FrameSequence frames() {
    SplittableRandom random = new SplittableRandom(2);
    byte[][] frames = new byte[FRAMES][SIDE * SIDE];
    for (int step = 1; step < FRAMES; step++) {
      frames[step] = frames[step - 1].clone();
      if (step % CUT == 0) {
        random.nextBytes(frames[step]);
      }
      for (int i = random.nextInt(MOST_CHANGES + 1); i > 0; i--) {
        frames[step][random.nextInt(SIDE * SIDE)] = (byte) random.nextInt();
      }
    }
    return new FrameSequence() {
      @Override
      public int steps() {
        return FRAMES;
      }

      @Override
      public boolean episodeStart(int step) {
        return step == 0;
      }

      @Override
      public void frame(int step, byte[] target) {
        System.arraycopy(frames[step], 0, target, 0, target.length);
      }
    };
  }
}
