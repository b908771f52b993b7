package saccade.bench.runner;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import saccade.engine.Mode;
import saccade.model.Thresholds;

/**
 * Compares everybody's y of the first steps with what it owes, so that no figure of a wrong kernel
 * is ever printed. EXACT owes the definition's bits: the delta arms at the thresholds in force and
 * at T = 0, the others at T = 0. FLOAT32 and the rival owe the definition's values at T = 0, within
 * what a wrong weight would exceed; a gated run in FLOAT32 may differ (contract, law 7c).
 */
final class OutputCheck {
  private static final int STEPS = 24;

  /** Share of the largest |y|: rounding stays far below, a wrong weight far above. */
  private static final double FLOAT_SHARE = 1e-3;

  /** Values may round to neighbouring grid points, or saturate where a CPU has no VNNI. */
  private static final double INT8_SHARE = 0.25;

  private final Field field;
  private final Map<Mode, float[][]> atZero = new EnumMap<>(Mode.class);
  private final Map<Mode, float[][]> gated = new EnumMap<>(Mode.class);

  private OutputCheck(Field field) {
    this.field = field;
  }

  /**
   * Checks all.
   *
   * @throws WrongResultException if one is wrong
   */
  static void require(Field field) {
    OutputCheck check = new OutputCheck(field);
    field.ours().forEach(check::require);
    field.rivals().forEach(check::require);
  }

  private void require(Field.Entrant entrant) {
    Mode mode = entrant.plan().mode();
    double share = mode == Mode.EXACT ? 0 : FLOAT_SHARE;
    Thresholds zero = Thresholds.zero(entrant.plan().network());
    compare(entrant.label(), "T = 0", zero(mode), play(field.open(entrant, zero)), share);
    if (mode == Mode.EXACT && entrant.arm().isDelta()) {
      float[][] owed = gated.computeIfAbsent(mode, m -> play(field.open(field.definition(m))));
      compare(entrant.label(), "its thresholds", owed, play(field.open(entrant)), 0);
    }
  }

  private void require(Field.RivalModel rival) {
    double share = rival.mode() == Mode.EXACT ? INT8_SHARE : FLOAT_SHARE;
    compare(rival.label(), "T = 0", zero(rival.mode()), play(field.open(rival)), share);
  }

  private float[][] zero(Mode mode) {
    Thresholds zero = Thresholds.zero(field.workload().network());
    return atZero.computeIfAbsent(mode, m -> play(field.open(field.definition(m), zero)));
  }

  private float[][] play(Contestant contestant) {
    float[][] y = new float[STEPS][field.workload().network().outputSize()];
    try (contestant) {
      for (int position = 0; position < STEPS; position++) {
        contestant.prepare(position);
        contestant.run();
        contestant.output(y[position]);
      }
    }
    return y;
  }

  /** Share 0 asks for the same bits. */
  static void compare(Label who, String when, float[][] owed, float[][] given, double share) {
    double largest = 0;
    for (float[] y : owed) {
      for (float value : y) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int step = 0; step < owed.length; step++) {
      boolean same =
          share == 0
              ? Arrays.equals(owed[step], given[step])
              : distance(owed[step], given[step]) <= share * largest;
      if (!same) {
        throw new WrongResultException(
            String.format(
                Locale.ROOT,
                "%s gives %s at step %d with %s, but the definition gives %s; nothing is measured,"
                    + " find the difference with 'saccade verify'",
                who,
                Arrays.toString(given[step]),
                step,
                when,
                Arrays.toString(owed[step])));
      }
    }
  }

  private static double distance(float[] a, float[] b) {
    double most = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs((double) a[i] - b[i]);
      most = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(most, d);
    }
    return most;
  }
}
