package saccade.training.evaluation;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * Returns of evaluation episodes.
 *
 * @param mean mean over the episodes
 * @param min the worst
 * @param max the best
 * @param episodes number of episodes
 */
public record Returns(double mean, double min, double max, int episodes) {
  /** Summarises at least one return. */
  public static Returns of(List<Double> returns) {
    if (returns.isEmpty()) {
      throw new IllegalArgumentException("no episode was played; play at least one");
    }
    DoubleSummaryStatistics all =
        returns.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Returns(all.getAverage(), all.getMin(), all.getMax(), returns.size());
  }
}
