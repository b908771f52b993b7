package saccade.builtin;

import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * Finds hidden thresholds at which each layer's delta sparsity comes close to a wanted one, layer
 * after layer, on moving steps without the first of each episode.
 */
public final class ThresholdSearch {
  private static final int HALVINGS = 14;
  private static final float DIGITS = 1e4f;

  private final Plan plan;
  private final FrameSequence frames;
  private final float[] threshold;

  private ThresholdSearch(Plan plan, FrameSequence frames) {
    this.plan = plan;
    this.frames = frames;
    threshold = new float[plan.network().depth()];
  }

  /**
   * Searches in FLOAT32 with a lossless input.
   *
   * @param wanted delta sparsity per hidden layer, first hidden layer first
   * @return thresholds rounded to four digits after the point
   */
  public static Thresholds toward(
      Backend backend,
      Network network,
      PlanOptions options,
      FrameSequence frames,
      double... wanted) {
    ThresholdSearch search = new ThresholdSearch(backend.plan(network, options), frames);
    for (int layer = 1; layer < network.depth(); layer++) {
      search.bisect(layer, 1 - wanted[layer - 1]);
    }
    return Thresholds.of(search.threshold);
  }

  private void bisect(int layer, double wantedDensity) {
    double low = 0;
    double high = 4;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      threshold[layer] = (float) middle;
      if (density(layer) > wantedDensity) {
        low = middle;
      } else {
        high = middle;
      }
    }
    // Where T = 0 is sparse enough already, nothing is approximated.
    threshold[layer] = low == 0 ? 0 : Math.round(high * DIGITS) / DIGITS;
  }

  /** Share of a layer's neurons that transmit in a moving step. */
  private double density(int layer) {
    byte[] frame = new byte[((ImageStack) plan.network().input()).frameSize()];
    float[] y = new float[plan.network().outputSize()];
    long events = 0;
    long moving = 0;
    try (Session session = plan.open(Thresholds.of(threshold))) {
      for (int step = 0; step < frames.steps(); step++) {
        boolean first = step == 0 || frames.episodeStart(step);
        if (first) {
          session.reset();
        }
        frames.frame(step, frame);
        session.stepFrame(frame, y);
        if (!first && session.counts().moving()) {
          events += session.counts().events(layer + 1);
          moving++;
        }
      }
    }
    return (double) events / moving / plan.network().shape(layer).size();
  }
}
