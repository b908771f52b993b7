package saccade.training.pruning;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import saccade.model.ImageStack;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;
import saccade.training.network.LayerShape.FullyConnected;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** What these tests prune. */
final class Pruned {
  /** Two dense layers: 3 outputs of 4 inputs, 2 outputs of 3. */
  static final Architecture TWO_DENSE =
      dense(new ImageStack(1, 2, 2), new FullyConnected("a", 3), new FullyConnected("b", 2));

  private Pruned() {}

  static Architecture dense(ImageStack input, LayerShape... layers) {
    return new Architecture("test", input, 1, List.of(layers));
  }

  static PruningOptions options(Scope scope, Allotment allotment, Pattern pattern) {
    return new PruningOptions(scope, allotment, pattern, Floors.NONE);
  }

  static PruningOptions all(Allotment allotment, Floors floors) {
    return new PruningOptions(Scope.ALL, allotment, Pattern.UNSTRUCTURED, floors);
  }

  /** Parameters with these weights and biases of 0. */
  static Parameters weights(Architecture architecture, float[]... weights) {
    Parameters parameters = Parameters.zeros(architecture);
    for (int i = 0; i < weights.length; i++) {
      System.arraycopy(weights[i], 0, parameters.weights(i), 0, weights[i].length);
    }
    return parameters;
  }

  /** Normal weights of another spread per layer, some of them equal, some of them 0. */
  static Parameters random(Architecture architecture, long seed) {
    Parameters parameters = Parameters.zeros(architecture);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < parameters.layers(); i++) {
      float[] weights = parameters.weights(i);
      double spread = random.nextDouble(0.1, 2);
      for (int k = 0; k < weights.length; k++) {
        boolean coarse = random.nextInt(4) == 0;
        double drawn = random.nextGaussian() * spread;
        weights[k] = (float) (coarse ? Math.rint(drawn * 4) / 4 : drawn);
      }
    }
    return parameters;
  }

  static long kept(Mask mask) {
    return IntStream.range(0, mask.layers()).mapToLong(mask::kept).sum();
  }

  static Mask mask(Architecture architecture, BitSet... kept) {
    int[] sizes = IntStream.range(0, kept.length).map(architecture::weights).toArray();
    return new Mask(sizes, List.of(kept));
  }

  static BitSet bits(int... set) {
    BitSet bits = new BitSet();
    for (int i : set) {
      bits.set(i);
    }
    return bits;
  }

  static BitSet range(int to) {
    BitSet bits = new BitSet();
    bits.set(0, to);
    return bits;
  }
}
