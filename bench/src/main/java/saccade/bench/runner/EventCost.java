package saccade.bench.runner;

import java.util.Arrays;

/**
 * What a layer's events cost: {@code base + each * events}, in nanoseconds.
 *
 * @param base of a step with events
 * @param each of one event, above 0
 */
record EventCost(double base, double each) {
  /** Where the halves lie closer together, a line through them says nothing. */
  private static final double LEAST_SPREAD = 0.25;

  /**
   * A line through the steps with few events and those with many, by the medians of both halves;
   * through 0 where all steps have about as many.
   *
   * @param events of each step, at least one step and one event each
   * @param nanos of each step
   */
  static EventCost of(int[] events, long[] nanos) {
    int[] order = order(events);
    int half = order.length / 2;
    double few = median(events, order, 0, Math.max(1, half));
    double many = median(events, order, half, order.length);
    double fewNanos = median(nanos, order, 0, Math.max(1, half));
    double manyNanos = median(nanos, order, half, order.length);
    if (many - few > LEAST_SPREAD * many && manyNanos > fewNanos) {
      double each = (manyNanos - fewNanos) / (many - few);
      double base = fewNanos - each * few;
      if (base >= 0) {
        return new EventCost(base, each);
      }
    }
    double usual = median(events, order, 0, order.length);
    return new EventCost(0, Math.max(1, median(nanos, order, 0, order.length)) / usual);
  }

  private static int[] order(int[] events) {
    Integer[] order = new Integer[events.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Integer.compare(events[a], events[b]));
    return Arrays.stream(order).mapToInt(i -> i).toArray();
  }

  private static double median(int[] values, int[] order, int from, int to) {
    return middle(Arrays.stream(order, from, to).mapToDouble(i -> values[i]).sorted().toArray());
  }

  private static double median(long[] values, int[] order, int from, int to) {
    return middle(Arrays.stream(order, from, to).mapToDouble(i -> values[i]).sorted().toArray());
  }

  private static double middle(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /**
   * The number of events above which a layer is faster dense.
   *
   * @param denseNanos of a dense run
   * @param inputs most events of the layer
   */
  int crossover(double denseNanos, int inputs) {
    return (int) Math.clamp(Math.round((denseNanos - base) / each), 0L, inputs);
  }
}
