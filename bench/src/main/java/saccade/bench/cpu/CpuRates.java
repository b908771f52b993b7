package saccade.bench.cpu;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How fast one core of this CPU multiplies and loads, as this virtual machine compiles it: plain
 * loops that the just-in-time compiler turns into full vectors, in bursts of which the fastest
 * counts.
 *
 * @param multipliesPerMicro multiply-adds of 32-bit lanes per microsecond, operands in registers
 * @param loads what it loads from working sets of growing size
 */
public record CpuRates(double multipliesPerMicro, List<LoadRate> loads) {
  /**
   * Speed of loads.
   *
   * @param workingSetBytes memory that is read again and again
   * @param bytesPerMicro bytes per microsecond
   */
  public record LoadRate(int workingSetBytes, double bytesPerMicro) {}

  /** In the caches of levels 1, 2 and 3 of today's cores, and beyond. */
  private static final int[] WORKING_SETS = {16 << 10, 256 << 10, 4 << 20, 32 << 20};

  private static final int LANES = 2048;
  private static final int CHAIN = 8;
  private static final int SOURCES = 4;
  private static final int BURSTS = 25;
  private static final long BURST_NANOS = 2_000_000;
  private static final double NANOS_PER_MICRO = 1_000;

  public CpuRates {
    loads = List.copyOf(loads);
  }

  /** Measures for about a third of a second. */
  public static CpuRates measure() {
    float[] lanes = new float[LANES];
    Arrays.fill(lanes, 1);
    double fused = fastest(() -> multiplyFused(lanes, 0.5f, 0.25f));
    double split = fastest(() -> multiplyAndAdd(lanes, 0.5f, 0.25f));
    double results = lanes[LANES / 2];
    List<LoadRate> loads = new ArrayList<>();
    for (int bytes : WORKING_SETS) {
      int[][] part = new int[SOURCES + 1][bytes / Integer.BYTES / (SOURCES + 1)];
      double perCall = (double) SOURCES * part[0].length * Integer.BYTES;
      loads.add(new LoadRate(bytes, perCall * fastest(() -> load(part))));
      results += part[SOURCES][0];
    }
    requireNumber(results);
    return new CpuRates((double) LANES * CHAIN * Math.max(fused, split), loads);
  }

  /** Results that nobody asks for would let the compiler drop the loops. */
  private static void requireNumber(double results) {
    if (Double.isNaN(results)) {
      throw new IllegalStateException("this CPU computes NaN from finite numbers; do not use it");
    }
  }

  /** A chain of {@link #CHAIN} per lane; lanes do not depend on each other. */
  private static void multiplyFused(float[] lanes, float factor, float addend) {
    for (int i = 0; i < lanes.length; i++) {
      float x = lanes[i];
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      x = Math.fma(x, factor, addend);
      lanes[i] = x;
    }
  }

  /** The same where no instruction does both. */
  private static void multiplyAndAdd(float[] lanes, float factor, float addend) {
    for (int i = 0; i < lanes.length; i++) {
      float x = lanes[i];
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      x = x * factor + addend;
      lanes[i] = x;
    }
  }

  private static void load(int[][] part) {
    combine(part[0], part[1], part[2], part[3], part[SOURCES]);
  }

  /** A sum into one variable would wait for its own additions; this waits for memory only. */
  private static void combine(int[] a, int[] b, int[] c, int[] d, int[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = a[i] ^ b[i] ^ c[i] ^ d[i];
    }
  }

  /** Calls per microsecond in the fastest burst. */
  private static double fastest(Runnable loop) {
    double best = 0;
    for (int burst = 0; burst < BURSTS; burst++) {
      long calls = 0;
      long start = System.nanoTime();
      long elapsed;
      do {
        loop.run();
        calls++;
        elapsed = System.nanoTime() - start;
      } while (elapsed < BURST_NANOS);
      best = Math.max(best, calls * NANOS_PER_MICRO / elapsed);
    }
    return best;
  }

  /** Bytes per microsecond of a working set: of the smallest measured one that holds it. */
  public double bytesPerMicro(long workingSetBytes) {
    for (LoadRate rate : loads) {
      if (workingSetBytes <= rate.workingSetBytes) {
        return rate.bytesPerMicro;
      }
    }
    return loads.get(loads.size() - 1).bytesPerMicro;
  }
}
