package saccade.training.evaluation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import saccade.engine.FrameSequence;
import saccade.engine.FrameStack;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.SparseRows;
import saccade.training.network.Mask;
import saccade.verify.reference.DenseReference;
import saccade.verify.reference.References;

/**
 * What was learned, as its learner has it: an exported network is held to it, so that nothing is
 * lost between the two.
 *
 * @param mask weights that may be there
 * @param values what the learner says of observations
 */
public record LearnedNetwork(Mask mask, Values values) {
  private static final int STEPS = 64;

  /** Both sum in float32, in other orders. */
  private static final double TOLERANCE = 2e-5;

  /** Values below are compared with this, or those near 0 could never agree. */
  private static final double SMALL = 0.1;

  /** Values of observations. */
  @FunctionalInterface
  public interface Values {
    /**
     * Looks.
     *
     * @param observations direct; {@code count} observations from position 0
     * @param q receives {@code count} times the number of actions
     */
    void of(ByteBuffer observations, int count, float[] q);
  }

  /** Where a network is another one, a sentence each; empty if it is the same. */
  List<String> differences(Network network, FrameSequence play) {
    List<String> differences = new ArrayList<>();
    for (int layer = 0; layer < network.depth(); layer++) {
      long outside = outside(network, layer);
      if (outside > 0) {
        differences.add(
            "layer %s has %d weights that were pruned"
                .formatted(network.weighted().get(layer).name(), outside));
      }
    }
    double difference = largestDifference(network, play);
    if (!(difference <= TOLERANCE)) {
      differences.add(
          "its values differ from the learner's by %.2e of the largest; at most %.0e is rounding"
              .formatted(difference, TOLERANCE));
    }
    return differences;
  }

  private long outside(Network network, int layer) {
    SparseRows pattern = network.weighted().get(layer).layer().weights().pattern();
    BitSet kept = mask.survivors(layer);
    long outside = 0;
    for (int row = 0; row < pattern.rows(); row++) {
      for (int k = pattern.start(row); k < pattern.start(row + 1); k++) {
        outside += kept.get(row * pattern.columns() + pattern.column(k)) ? 0 : 1;
      }
    }
    return outside;
  }

  private double largestDifference(Network network, FrameSequence play) {
    DenseReference dense = References.of(network).dense();
    FrameStack stack = new FrameStack(network.input(), PlanOptions.DEFAULT);
    ByteBuffer observation = ByteBuffer.allocateDirect(network.input().observationBytes());
    byte[] frame = new byte[network.input().frameBytes()];
    float[] q = new float[network.outputSize()];
    double largest = 0;
    for (int step = 0; step < Math.min(STEPS, play.steps()); step++) {
      if (play.episodeStart(step)) {
        stack.reset();
      }
      play.frame(step, frame);
      stack.push(frame);
      observation.put(0, stack.observation());
      values.of(observation, 1, q);
      double[][] layers =
          dense.activations(Observations.wide(network.input(), stack.observation()));
      largest = Math.max(largest, relativeDifference(q, layers[layers.length - 1]));
    }
    return largest;
  }

  private static double relativeDifference(float[] q, double[] y) {
    double scale = SMALL;
    double difference = 0;
    for (int i = 0; i < y.length; i++) {
      scale = Math.max(scale, Math.abs(y[i]));
      difference = Math.max(difference, Math.abs(q[i] - y[i]));
    }
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / scale;
  }
}
