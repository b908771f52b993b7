package saccade.engine;

import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.ImageStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/**
 * The state of a session in the model's order, as backends give and take it. The arrays are not
 * copied: whoever makes an image hands it over, whoever reads it leaves it as it is.
 *
 * @param bytes true if the input is an image stack: sent values of its pixels are gray levels
 * @param steps steps since reset or resync
 * @param refreshOffset shift of the refresh phases (contract, law 7d)
 * @param first true if the next step is the first of an episode
 * @param sent sent values of the input and every hidden layer; grid points in EXACT
 * @param accumulators O of every weighted layer in FLOAT32; null in EXACT
 * @param marks marks of every hidden layer
 */
public record SessionImage(
    boolean bytes,
    long steps,
    long refreshOffset,
    boolean first,
    float[][] sent,
    float @Nullable [][] accumulators,
    boolean[][] marks) {
  /** More steps than any session takes, and far from overflow. */
  private static final long MOST_STEPS = 1L << 60;

  /** Checks every length and value against a plan. */
  void requireFor(PlanInfo plan) {
    Network network = plan.network();
    require(bytes == network.input() instanceof ImageStack, "its input is of another kind");
    require(
        steps >= 0 && steps <= MOST_STEPS && refreshOffset >= 0 && refreshOffset <= MOST_STEPS,
        "a step count is outside 0.." + MOST_STEPS);
    require(sent.length == network.depth(), "its number of layers differs");
    require(marks.length == network.depth() - 1, "its number of hidden layers differs");
    require(
        (accumulators == null) == (plan.grids() != null), "its accumulators do not fit the mode");
    for (int k = 0; k < sent.length; k++) {
      require(sent[k].length == network.shape(k).size(), "layer " + k + " has another size");
      for (int i = 0; i < sent[k].length; i++) {
        require(allowed(plan, k, i), "a sent value of layer " + k + " is outside its range");
      }
    }
    for (int k = 1; k < network.depth(); k++) {
      require(marks[k - 1].length == network.shape(k).size(), "marks of layer " + k + " differ");
    }
    for (int k = 1; accumulators != null && k <= network.depth(); k++) {
      require(
          accumulators.length == network.depth()
              && accumulators[k - 1].length == network.shape(k).size(),
          "accumulators of layer " + k + " differ");
      for (float o : accumulators[k - 1]) {
        require(Float.isFinite(o), "an accumulator of layer " + k + " is not finite");
      }
    }
  }

  private boolean allowed(PlanInfo plan, int layer, int i) {
    float value = sent[layer][i];
    QuantizedNetwork grids = plan.grids();
    boolean image = plan.network().input() instanceof ImageStack;
    if (grids == null && !(layer == 0 && image)) {
      int element = i % plan.network().input().frameSize();
      return layer > 0
          ? Float.isFinite(value)
          : Math.abs(value) <= plan.inputLimits().limit(element);
    }
    ActivationGrid grid =
        grids == null
            ? InputGrids.BYTES.grid(0)
            : layer == 0
                ? grids.inputGrids().grid(i % plan.network().input().frameSize())
                : grids.grid(layer);
    return value == Math.rint(value) && value >= grid.lo() && value <= grid.hi();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(
          "the snapshot does not fit this plan: " + what + "; take it anew");
    }
  }
}
