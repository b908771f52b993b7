package saccade.app.play;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Collects nanoseconds, reports microseconds. */
final class LatencyRecorder {
  private static final long LONGEST = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final double NANOS = 1_000;

  private final Histogram histogram = new Histogram(LONGEST, DIGITS);
  private long sum;

  void record(long nanos) {
    histogram.recordValue(Math.min(nanos, LONGEST));
    sum += nanos;
  }

  long count() {
    return histogram.getTotalCount();
  }

  double meanMicros() {
    return sum / NANOS / Math.max(1, count());
  }

  RunReport.@Nullable Latency reportOrNull() {
    return count() == 0 ? null : report();
  }

  RunReport.Latency report() {
    return new RunReport.Latency(
        meanMicros(), micros(50), micros(99), micros(99.9), histogram.getMaxValue() / NANOS);
  }

  private double micros(double percentile) {
    return histogram.getValueAtPercentile(percentile) / NANOS;
  }
}
