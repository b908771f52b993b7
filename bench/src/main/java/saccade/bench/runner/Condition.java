package saccade.bench.runner;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.bench.cpu.IsaTier;

/**
 * Under what a row is measured.
 *
 * @param isa tier that the virtual machine is held to; null for the best
 * @param period as people write it, such as {@code 20ms}; {@code 0} for one step after the other
 * @param cold whether the caches are swept before each step
 * @param zero whether every threshold is 0 instead of the workload's
 * @param agents agents per step
 */
public record Condition(
    @Nullable IsaTier isa, String period, boolean cold, boolean zero, int agents) {
  /** Hot, without a pause, at the workload's thresholds, for one agent, on the best tier. */
  public static final Condition PLAIN = new Condition(null, "0", false, false, 1);

  private static final int MOST_AGENTS = 4096;
  private static final long LONGEST_PERIOD_NANOS = 10_000_000_000L;

  public Condition {
    periodNanos(period);
    if (agents < 1 || agents > MOST_AGENTS) {
      throw new IllegalArgumentException(
          "--agents " + agents + " is outside 1.." + MOST_AGENTS + "; give the agents per step");
    }
  }

  /** Time from one step to the next; 0 for no pause. */
  public Duration pause() {
    return Duration.ofNanos(periodNanos(period));
  }

  private static long periodNanos(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("0")) {
      return 0;
    }
    for (Unit unit : Unit.values()) {
      String suffix = unit.name().toLowerCase(Locale.ROOT);
      String number = lower.substring(0, Math.max(0, lower.length() - suffix.length()));
      if (lower.endsWith(suffix) && number.matches("\\d{1,9}(\\.\\d{1,9})?")) {
        long nanos = Math.round(Double.parseDouble(number) * unit.nanos);
        if (nanos > 0 && nanos <= LONGEST_PERIOD_NANOS) {
          return nanos;
        }
        break;
      }
    }
    throw new IllegalArgumentException(
        "--period '" + text + "' is none of 0, or up to 10s such as 20ms or 500us; give one");
  }

  /** In an order in which no suffix hides another. */
  private enum Unit {
    MS(1_000_000),
    US(1_000),
    NS(1),
    S(1_000_000_000);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }
  }

  /** True if nothing was changed but the tier. */
  boolean isHot() {
    return !cold && pause().isZero();
  }

  /** The same on another tier. */
  public Condition withIsa(IsaTier tier) {
    return new Condition(tier, period, cold, zero, agents);
  }

  /** The same at another period. */
  public Condition withPeriod(String text) {
    return new Condition(isa, text, cold, zero, agents);
  }

  /** The same with caches swept. */
  public Condition asCold() {
    return new Condition(isa, period, true, zero, agents);
  }

  /** The same at T = 0. */
  public Condition atZero() {
    return new Condition(isa, period, cold, true, agents);
  }

  /** The same for more agents. */
  public Condition withAgents(int number) {
    return new Condition(isa, period, cold, zero, number);
  }
}
