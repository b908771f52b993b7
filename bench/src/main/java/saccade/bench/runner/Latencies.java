package saccade.bench.runner;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Nanoseconds of steps: mean, percentiles and the largest, in microseconds. */
final class Latencies {
  private static final long LONGEST = 60_000_000_000L;
  private static final int DIGITS = 3;
  private static final double NANOS_PER_MICRO = 1_000;
  private static final int HEADER_BYTES = Double.BYTES + Long.BYTES;

  private final Histogram histogram = new Histogram(LONGEST, DIGITS);
  private double sum;
  private long largest;

  void record(long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    sum += nanos;
    largest = Math.max(largest, nanos);
  }

  long count() {
    return histogram.getTotalCount();
  }

  /** Exact, not from the histogram's steps; null without a value. */
  @Nullable Double meanMicros() {
    return count() == 0 ? null : (Double) (sum / count() / NANOS_PER_MICRO);
  }

  /** Null without a value. */
  @Nullable Double percentileMicros(double percentile) {
    return count() == 0
        ? null
        : (Double)
            (Math.min(histogram.getValueAtPercentile(percentile), largest) / NANOS_PER_MICRO);
  }

  /** Null without a value. */
  @Nullable Double maxMicros() {
    return count() == 0 ? null : (Double) (largest / NANOS_PER_MICRO);
  }

  /** All of it as text. */
  String encoded() {
    ByteBuffer compressed = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(compressed);
    ByteBuffer all = ByteBuffer.allocate(HEADER_BYTES + length).putDouble(sum).putLong(largest);
    return Base64.getEncoder().encodeToString(all.put(compressed.array(), 0, length).array());
  }

  /** Adds what {@link #encoded} wrote. */
  void addEncoded(String text) {
    ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    sum += buffer.getDouble();
    largest = Math.max(largest, buffer.getLong());
    byte[] compressed = new byte[buffer.remaining()];
    buffer.get(compressed);
    try {
      histogram.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(compressed), LONGEST));
    } catch (DataFormatException e) {
      throw new IllegalStateException("a process sent a histogram that cannot be read", e);
    }
  }
}
