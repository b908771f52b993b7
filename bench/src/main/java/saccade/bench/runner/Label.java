package saccade.bench.runner;

import java.util.List;
import java.util.Locale;
import saccade.engine.Arm;
import saccade.engine.Mode;

/**
 * Who is measured.
 *
 * @param backend name of the backend
 * @param mode EXACT, FLOAT32, or INT8 of the rival
 * @param arm as people write it, such as {@code zero-skip}; the rival is {@code dense}
 * @param threads threads that a step may use
 */
public record Label(String backend, String mode, String arm, int threads) {
  /** Name of the rival. */
  public static final String RIVAL = "onnxruntime";

  /** The rival's int8 model. */
  public static final String INT8 = "INT8";

  static final String EXACT = "EXACT";
  static final String FLOAT32 = "FLOAT32";

  /** True of the dense rival. */
  public boolean isRival() {
    return backend.equals(RIVAL);
  }

  /** Name as a baseline: with its arithmetic, as {@code onnxruntime-fp32}. */
  public String asBaseline() {
    return backend + "-" + (mode.equals(INT8) ? "int8" : "fp32");
  }

  /** Selects nobody else of ours. */
  public Selection selection() {
    Mode arithmetic = mode.equals(INT8) ? Mode.EXACT : Mode.valueOf(mode);
    return Selection.of(List.of(backend), List.of(arithmetic), List.of(saving()), threads);
  }

  /** The arm. */
  public Arm saving() {
    return Arm.valueOf(arm.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @Override
  public String toString() {
    String shared = backend + " " + mode + " " + arm;
    return threads == 1 ? shared : shared + String.format(Locale.ROOT, " (%d threads)", threads);
  }
}
