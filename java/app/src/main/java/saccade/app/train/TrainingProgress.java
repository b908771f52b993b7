package saccade.app.train;

import java.util.Locale;
import saccade.training.dqn.TrainingRun.Limits;
import saccade.training.storage.CurvePoint;

/** A line on stderr that says how training goes, only on a terminal. */
public final class TrainingProgress {
  private static final boolean SHOWN = Boolean.getBoolean("saccade.terminal");
  private static final double NANOS = 1e-9;

  private final Limits limits;
  private String what = "";
  private long start = System.nanoTime();

  /** For trainings with these limits each. */
  public TrainingProgress(Limits limits) {
    this.limits = limits;
  }

  /** The next training begins. */
  public void begin(String name) {
    what = name + ": ";
    start = System.nanoTime();
  }

  /** Shows a point. */
  public void at(CurvePoint point) {
    if (SHOWN) {
      System.err.print("\r" + line(point, (System.nanoTime() - start) * NANOS) + "\033[K");
    }
  }

  /** The line. */
  String line(CurvePoint point, double elapsed) {
    return String.format(
        Locale.ROOT,
        "%s%,d frames, %,.0f steps/s, return %s, loss %s, epsilon %.2f, %s left ",
        what,
        point.frames(),
        point.stepsPerSecond(),
        known("%.2f", point.meanReturn()),
        known("%.4f", point.loss()),
        point.epsilon(),
        left(point, elapsed));
  }

  private static String known(String format, double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
  }

  private String left(CurvePoint point, double elapsed) {
    double byFrames = (limits.frames() - point.frames()) / Math.max(1, point.stepsPerSecond());
    double seconds = Math.max(0, Math.min(byFrames, 60 * limits.minutes() - elapsed));
    return seconds < 120
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
  }

  /** Clears the line. */
  public void end() {
    if (SHOWN) {
      System.err.print("\r\033[K");
    }
  }
}
