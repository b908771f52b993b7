package saccade.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.Requantiser;

/**
 * From accumulators to grid points, f and requantisation in one (contract, law 6c and 6d): one
 * multiply, clamp, round half to even; then a table where f needs one. Immutable.
 */
final class Points {
  final float[] multiplier;
  private final float[] negative;
  private final boolean leaky;
  private final short @Nullable [] table;
  final float lo;
  final float hi;

  Points(Requantiser requantiser, ActivationGrid grid, int stride) {
    int channels = requantiser.channels();
    ActivationTable functions = requantiser.table();
    multiplier = new float[stride];
    negative = new float[stride];
    boolean differ = false;
    for (int c = 0; c < channels; c++) {
      multiplier[c] = requantiser.multiplier(c);
      negative[c] = requantiser.negative(c);
      differ |= negative[c] != multiplier[c];
    }
    leaky = differ;
    table = functions == null ? null : points(functions);
    lo = table == null ? grid.lo() : ActivationTable.LO;
    hi = table == null ? grid.hi() : ActivationTable.HI;
  }

  /** True if a point is an accumulator times its multiplier, clamped and rounded. */
  boolean isOneMultiplication() {
    return !leaky && table == null;
  }

  private static short[] points(ActivationTable functions) {
    short[] points = new short[ActivationTable.SIZE];
    for (int i = 0; i < points.length; i++) {
      points[i] = (short) functions.point(i + ActivationTable.LO);
    }
    return points;
  }

  /**
   * Grid points of a whole position, from accumulators {@code o[at]} on into {@code x}. No vector
   * leaves the method: one that a method returned would now and then be an object.
   */
  void of(float[] o, int at, float[] x) {
    for (int t = 0; t < multiplier.length; t += Lanes.N) {
      FloatVector acc = FloatVector.fromArray(Lanes.FLOATS, o, at + t);
      FloatVector s =
          FloatVector.fromArray(Lanes.FLOATS, multiplier, t)
              .blend(
                  FloatVector.fromArray(Lanes.FLOATS, negative, t),
                  acc.compare(VectorOperators.LT, 0))
              .mul(acc);
      s = s.blend(lo, s.compare(VectorOperators.LT, lo));
      s = s.blend(hi, s.compare(VectorOperators.GT, hi));
      s.add(Lanes.ROUNDER).sub(Lanes.ROUNDER).intoArray(x, t);
    }
    if (table != null) {
      look(table, x);
    }
  }

  /** The same from int32 accumulators. */
  void of(int[] o, int at, float[] x) {
    for (int t = 0; t < multiplier.length; t += Lanes.N) {
      IntVector acc = IntVector.fromArray(Lanes.INTS, o, at + t);
      ((FloatVector) acc.convert(VectorOperators.I2F, 0)).intoArray(x, t);
    }
    of(x, 0, x);
  }

  private static void look(short[] table, float[] x) {
    for (int i = 0; i < x.length; i++) {
      x[i] = table[(int) x[i] - ActivationTable.LO];
    }
  }
}
