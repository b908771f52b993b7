package saccade.verify;

import org.jspecify.annotations.Nullable;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.model.ElementRanges;
import saccade.model.Fill;
import saccade.model.FloatStack;
import saccade.model.Input;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.References;

/** What the input's sent values must be after a step (contract, laws 3 and 9), by brute force. */
final class InputRule {
  private static final double GLITCH_RANGES = 16;
  private static final double GLITCH_UNKNOWN = 64;

  private final Input input;
  private final PlanOptions options;
  private final @Nullable QuantizedReference integers;
  private final References references;

  InputRule(References references, PlanOptions options) {
    this.references = references;
    this.options = options;
    input = references.network().input();
    integers = references.integers();
  }

  /** A value as it is compared: a gray level, the raw value, or in EXACT its grid point. */
  double[] read(byte[] bytes) {
    float[] raw = Observations.values(input, bytes);
    double[] values = new double[raw.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = integers == null ? raw[i] : integers.quantise(i, raw[i]);
    }
    return values;
  }

  /** After {@code stepFrame}. */
  double[] afterFrame(double[] before, byte[] frame, boolean first, Gates gates) {
    double[] newest = read(frame);
    double[] expected = new double[before.length];
    for (int i = 0; i < newest.length; i++) {
      int at = plane(0) * newest.length + i;
      expected[at] = gates.sentAfter(0, i, before[at], newest[i]);
      for (int age = 1; age < input.planes(); age++) {
        int from = plane(age - 1) * newest.length + i;
        boolean repeat = first && options.fill() == Fill.REPEAT;
        expected[plane(age) * newest.length + i] = repeat ? expected[at] : before[from];
      }
    }
    return expected;
  }

  private int plane(int age) {
    return options.planeOrder().plane(age, input.planes());
  }

  /** After {@code step} on a whole observation. */
  double[] afterFull(double[] before, byte[] observation, Gates gates) {
    double[] expected = read(observation);
    for (int i = 0; i < expected.length; i++) {
      expected[i] = gates.sentAfter(0, i, before[i], expected[i]);
    }
    return expected;
  }

  /** What the first layer takes for sent values. */
  double[] taken(double[] sent) {
    if (integers == null) {
      return references.dense().normalised(sent);
    }
    long[] q = new long[sent.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = (long) sent[i];
    }
    long[] z = integers.normalised(q);
    double[] taken = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      taken[i] = z[i];
    }
    return taken;
  }

  /** True if an input event jumped so far that every layer must run dense (law 11). */
  boolean glitch(double[] before, double[] after) {
    if (integers != null || !(input instanceof FloatStack stack)) {
      return false;
    }
    double[] from = taken(before);
    double[] to = taken(after);
    boolean glitch = false;
    for (int i = 0; i < after.length; i++) {
      double d = Math.abs((double) ((float) after[i] - (float) before[i]));
      glitch |= from[i] != to[i] && d > largestJump(stack.ranges(), i % stack.frameSize());
    }
    return glitch;
  }

  private static double largestJump(@Nullable ElementRanges ranges, int i) {
    return ranges == null || ranges.high(i) == ranges.low(i)
        ? GLITCH_UNKNOWN
        : (float) (GLITCH_RANGES * ((double) ranges.high(i) - ranges.low(i)));
  }
}
