package saccade.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;

/**
 * Lines 2 to 6 of Algorithm 1 in one pass, where f and requantisation are a multiplication, a
 * rounding and a clamp: EXACT without tables. Grid points never leave registers, and nothing
 * branches on what is sent, because half of the vectors send something. Channel and delta of an
 * event are one int until all of a layer are tested: compressing is dear.
 *
 * <p>A float that was rounded by adding {@link Lanes#ROUNDER} is, as an int, a constant and the
 * rounded number, so that it is clamped as an int: one instruction where floats need three. Further
 * away than 2^22 it is no longer that number, but still beyond the same end of the grid. Padding
 * never sends, because its multipliers and sent values are 0.
 */
final class PointEmission {
  /** {@link Lanes#ROUNDER} as an int. */
  private static final int ROUNDED_ZERO = Float.floatToRawIntBits(Lanes.ROUNDER);

  /** A delta lies between two points of a grid, so it has a bit more. */
  private static final int DELTA_BITS = ActivationGrid.MAX_BITS + 1;

  private static final int DELTA_ZERO = 1 << ActivationGrid.MAX_BITS;
  private static final int MOST_CHANNELS = 1 << (Integer.SIZE - DELTA_BITS);

  private final int stride;
  private final float[] multiplier;
  private final int lowest;
  private final int highest;
  private final int[] cost;

  /** What makes an event of a channel of its rounded delta, as ints. */
  private final int[] tag;

  private PointEmission(Points points, int[] cost) {
    multiplier = points.multiplier;
    stride = multiplier.length;
    lowest = ROUNDED_ZERO + (int) points.lo;
    highest = ROUNDED_ZERO + (int) points.hi;
    this.cost = cost;
    tag = new int[stride];
    Arrays.setAll(tag, c -> (c << DELTA_BITS) + DELTA_ZERO - ROUNDED_ZERO);
  }

  /**
   * Emission of these points, or null if they take more than one multiplication each, if they cost
   * so much in the next layer that ints cannot add it up for 64 positions, or if channels do not
   * fit an int beside a delta.
   */
  static @Nullable PointEmission of(@Nullable Points points, int[] cost) {
    if (points == null || !points.isOneMultiplication() || cost.length == 0) {
      return null;
    }
    long dearest = Arrays.stream(cost).max().orElse(0);
    boolean fits =
        dearest * points.multiplier.length * Long.SIZE <= Integer.MAX_VALUE
            && points.multiplier.length <= MOST_CHANNELS;
    return fits ? new PointEmission(points, cost) : null;
  }

  /**
   * Tests the marked ones of 64 positions, {@code base} and up. One loop over vectors, not one of
   * positions around one of vectors: short inner loops cost more than what they do. {@link #unpack}
   * ends it.
   *
   * <p>Per vector: five loads, a multiplication, a rounding, two instructions of clamping, two
   * subtractions, a comparison, a compression, two stores; 8.5 cycles are the loads' (Zen 4, 512
   * bits), 12 were measured.
   */
  void test(float[] o, float[] sent, int base, long marked, Gate gate, EventList out) {
    float least = gate.least[0];
    int[] packed = out.integer;
    long word = marked;
    int size = out.size;
    int groups = out.groups;
    int position = base + Long.numberOfTrailingZeros(word);
    int t = 0;
    IntVector costs = IntVector.zero(Lanes.INTS);
    while (true) {
      int at = position * stride + t;
      FloatVector x =
          FloatVector.fromArray(Lanes.FLOATS, o, at)
              .mul(FloatVector.fromArray(Lanes.FLOATS, multiplier, t))
              .add(Lanes.ROUNDER)
              .reinterpretAsInts()
              .max(lowest)
              .min(highest)
              .reinterpretAsFloats()
              .sub(Lanes.ROUNDER);
      FloatVector before = FloatVector.fromArray(Lanes.FLOATS, sent, at);
      FloatVector d = x.sub(before);
      VectorMask<Float> sends = d.abs().compare(VectorOperators.GE, least);
      VectorMask<Integer> sending = sends.cast(Lanes.INTS);
      before.blend(x, sends).intoArray(sent, at);
      d.add(Lanes.ROUNDER)
          .reinterpretAsInts()
          .add(IntVector.fromArray(Lanes.INTS, tag, t))
          .compress(sending)
          .intoArray(packed, size);
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

  /** The same from int32 accumulators. */
  void test(int[] o, float[] sent, int base, long marked, Gate gate, EventList out) {
    float least = gate.least[0];
    int[] packed = out.integer;
    long word = marked;
    int size = out.size;
    int groups = out.groups;
    int position = base + Long.numberOfTrailingZeros(word);
    int t = 0;
    IntVector costs = IntVector.zero(Lanes.INTS);
    while (true) {
      int at = position * stride + t;
      FloatVector x =
          ((FloatVector) IntVector.fromArray(Lanes.INTS, o, at).convert(VectorOperators.I2F, 0))
              .mul(FloatVector.fromArray(Lanes.FLOATS, multiplier, t))
              .add(Lanes.ROUNDER)
              .reinterpretAsInts()
              .max(lowest)
              .min(highest)
              .reinterpretAsFloats()
              .sub(Lanes.ROUNDER);
      FloatVector before = FloatVector.fromArray(Lanes.FLOATS, sent, at);
      FloatVector d = x.sub(before);
      VectorMask<Float> sends = d.abs().compare(VectorOperators.GE, least);
      VectorMask<Integer> sending = sends.cast(Lanes.INTS);
      before.blend(x, sends).intoArray(sent, at);
      d.add(Lanes.ROUNDER)
          .reinterpretAsInts()
          .add(IntVector.fromArray(Lanes.INTS, tag, t))
          .compress(sending)
          .intoArray(packed, size);
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

  /** Takes channels and deltas of all events of a list apart. */
  static void unpack(EventList out) {
    for (int i = 0; i < out.size; i += Lanes.N) {
      IntVector event = IntVector.fromArray(Lanes.INTS, out.integer, i);
      event.lanewise(VectorOperators.LSHR, DELTA_BITS).intoArray(out.channel, i);
      IntVector delta = event.and((1 << DELTA_BITS) - 1).sub(DELTA_ZERO);
      ((FloatVector) delta.convert(VectorOperators.I2F, 0)).intoArray(out.delta, i);
    }
  }
}
