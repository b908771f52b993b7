package saccade.libtorch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import saccade.model.ImageStack;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.Minibatch;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** Networks, batches and masks for the tests, all seeded. */
final class Fixtures {
  static final Optimizer ADAM = new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8);
  static final Optimizer RMSPROP = new Optimizer.CentredRmsProp(2.5e-4, 0.95, 0.01);

  private Fixtures() {}

  /** Two convolutions of different strides and two dense layers, on two channels of bytes to 7. */
  static Architecture tiny() {
    return new Architecture(
        "tiny",
        new ImageStack(1, 2, 7, 6),
        7,
        List.of(
            new Convolution("a", 3, 2, 1),
            new Convolution("b", 4, 3, 2),
            new FullyConnected("c", 5),
            new FullyConnected("d", 3)));
  }

  static TorchLearner learner(Architecture architecture, Optimizer optimizer, int batch) {
    return learner(architecture, optimizer, batch, 1);
  }

  static TorchLearner learner(
      Architecture architecture, Optimizer optimizer, int batch, int threads) {
    LearnerSettings settings = new LearnerSettings(optimizer, batch, threads);
    return (TorchLearner)
        new LibtorchProvider().open(architecture, Parameters.initial(architecture, 1), settings);
  }

  static Minibatch batch(Architecture architecture, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Minibatch batch = new Minibatch(size, architecture.observationLength());
    fill(batch.observations(), architecture.maxValue(), random);
    fill(batch.nextObservations(), architecture.maxValue(), random);
    for (int i = 0; i < size; i++) {
      batch.actions()[i] = random.nextInt(architecture.outputs());
      batch.rewards()[i] = (float) random.nextDouble(-3, 3);
      batch.discounts()[i] = random.nextInt(4) == 0 ? 0 : 0.99f;
    }
    return batch;
  }

  private static void fill(ByteBuffer bytes, int maxValue, SplittableRandom random) {
    for (int i = 0; i < bytes.limit(); i++) {
      bytes.put(i, (byte) random.nextInt(maxValue + 1));
    }
  }

  static ByteBuffer observations(Architecture architecture, int count, long seed) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(count * architecture.observationLength());
    fill(bytes, architecture.maxValue(), new SplittableRandom(seed));
    return bytes;
  }

  /** Drops about half of the weights of every layer. */
  static Mask half(Architecture architecture, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int layers = architecture.layers().size();
    int[] sizes = new int[layers];
    List<BitSet> kept = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      sizes[i] = architecture.weights(i);
      BitSet set = new BitSet();
      for (int w = 0; w < sizes[i]; w++) {
        set.set(w, random.nextBoolean());
      }
      kept.add(set);
    }
    return new Mask(sizes, kept);
  }
}
