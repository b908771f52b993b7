package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/**
 * Lines 2 to 6 of Algorithm 1 in one pass, where f and requantisation are a multiplication, a clamp
 * and a rounding of float accumulators: EXACT without tables. Grid points never leave registers,
 * and nothing branches on what is sent, because half of the vectors send something.
 */
final class PointEmission {
  private final int stride;
  private final float[] multiplier;
  private final float lo;
  private final float hi;
  private final int[] cost;
  private final int[] channel;

  private PointEmission(Points points, int[] cost) {
    multiplier = points.multiplier;
    stride = multiplier.length;
    lo = points.lo;
    hi = points.hi;
    this.cost = cost;
    channel = new int[stride];
    Arrays.setAll(channel, c -> c);
  }

  /**
   * Emission of these points, or null if they take more than one multiplication each, or cost so
   * much in the next layer that ints cannot add it up for 64 positions.
   */
  static @Nullable PointEmission of(@Nullable Points points, int[] cost) {
    if (points == null || !points.isOneMultiplication() || cost.length == 0) {
      return null;
    }
    long dearest = Arrays.stream(cost).max().orElse(0);
    boolean fits = dearest * points.multiplier.length * Long.SIZE <= Integer.MAX_VALUE;
    return fits ? new PointEmission(points, cost) : null;
  }

  /**
   * Tests the marked ones of 64 positions, {@code base} and up. One loop over vectors, not one of
   * positions around one of vectors: short inner loops cost more than what they do.
   *
   * <p>Per vector: five loads, a multiplication, four instructions of clamping, two of rounding, a
   * subtraction, two comparisons, two compressions, three stores.
   */
  void test(float[] o, float[] sent, int base, long marked, Gate gate, EventList out) {
    float[] least = gate.least;
    long word = marked;
    int size = out.size;
    int groups = out.groups;
    int position = base + Long.numberOfTrailingZeros(word);
    int t = 0;
    IntVector costs = IntVector.zero(Lanes.INTS);
    while (true) {
      int at = position * stride + t;
      FloatVector s =
          FloatVector.fromArray(Lanes.FLOATS, o, at)
              .mul(FloatVector.fromArray(Lanes.FLOATS, multiplier, t));
      s = s.blend(lo, s.compare(VectorOperators.LT, lo));
      s = s.blend(hi, s.compare(VectorOperators.GT, hi));
      FloatVector x = s.add(Lanes.ROUNDER).sub(Lanes.ROUNDER);
      FloatVector before = FloatVector.fromArray(Lanes.FLOATS, sent, at);
      FloatVector d = x.sub(before);
      VectorMask<Float> sends =
          d.abs().compare(VectorOperators.GE, FloatVector.fromArray(Lanes.FLOATS, least, t));
      VectorMask<Integer> sending = sends.cast(Lanes.INTS);
      before.blend(x, sends).intoArray(sent, at);
      d.compress(sends).intoArray(out.delta, size);
      IntVector.fromArray(Lanes.INTS, channel, t).compress(sending).intoArray(out.channel, size);
      costs = costs.add(IntVector.fromArray(Lanes.INTS, cost, at), sending);
      size += sends.trueCount();
      t += Lanes.N;
      if (t < stride) {
        continue;
      }
      out.position[groups] = position;
      groups += size > out.start[groups] ? 1 : 0;
      out.start[groups] = size;
      word &= word - 1;
      if (word == 0) {
        break;
      }
      position = base + Long.numberOfTrailingZeros(word);
      t = 0;
    }
    out.size = size;
    out.groups = groups;
    out.counted += costs.reduceLanes(VectorOperators.ADD);
  }
}
