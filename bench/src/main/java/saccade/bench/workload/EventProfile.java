package saccade.bench.workload;

import java.util.Arrays;
import saccade.engine.FrameSequence;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Thresholds;

/**
 * How many events each layer received per moving step; the first step of each episode is left out.
 */
public final class EventProfile {
  private final int[][] events;
  private final int steps;
  private final int counted;

  private EventProfile(int[][] events, int steps, int counted) {
    this.events = events;
    this.steps = steps;
    this.counted = counted;
  }

  /**
   * Plays frames into a new session.
   *
   * @param frames in the form of the session's buffer
   */
  public static EventProfile of(Plan plan, Thresholds thresholds, FrameSequence frames) {
    int depth = plan.network().depth();
    int[][] events = new int[depth][frames.steps()];
    byte[] frame = new byte[plan.network().input().frameBytes()];
    int moving = 0;
    int counted = 0;
    try (Session session = plan.open(thresholds)) {
      for (int step = 0; step < frames.steps(); step++) {
        boolean first = frames.episodeStart(step);
        if (first) {
          session.reset();
        }
        frames.frame(step, frame);
        session.frame().put(0, frame);
        session.stepFrame();
        counted += first ? 0 : 1;
        if (!first && session.counts().moving()) {
          for (int k = 1; k <= depth; k++) {
            events[k - 1][moving] = Math.toIntExact(session.counts().events(k));
          }
          moving++;
        }
      }
    }
    for (int k = 0; k < depth; k++) {
      events[k] = Arrays.copyOf(events[k], moving);
    }
    return new EventProfile(events, counted, moving);
  }

  /** Share of steps without an input event, among those that do not start an episode. */
  public double staticShare() {
    return steps == 0 ? 0 : (steps - counted) / (double) steps;
  }

  /**
   * Mean events per moving step that the neurons of a layer sent; 0 if nothing moved.
   *
   * @param neuronLayer 0 for the input, up to depth - 1
   */
  public double mean(int neuronLayer) {
    return Arrays.stream(events[neuronLayer]).average().orElse(0);
  }

  /**
   * Share of moving steps whose events lie within {@code center / factor} and {@code center *
   * factor}; 0 if nothing moved.
   *
   * @param neuronLayer 0 for the input, up to depth - 1
   */
  public double shareWithin(int neuronLayer, double center, double factor) {
    return Arrays.stream(events[neuronLayer])
        .mapToDouble(n -> n >= center / factor && n <= center * factor ? 1 : 0)
        .average()
        .orElse(0);
  }

  /**
   * Events that at least a share of moving steps do not exceed; 0 if nothing moved.
   *
   * @param neuronLayer 0 for the input, up to depth - 1
   * @param share 0..1
   */
  public int quantile(int neuronLayer, double share) {
    int[] sorted = events[neuronLayer].clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted.length == 0 ? 0 : sorted[Math.max(1, rank) - 1];
  }
}
