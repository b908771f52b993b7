package saccade.app.soak;

import java.util.List;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.model.Thresholds;

/**
 * What a soak is made of.
 *
 * @param drive observations, again and again; episodes begin without a reset
 * @param options of the plans; their refresh interval shows in the error of FLOAT32
 * @param modes modes to run, each in a thread of its own
 * @param steps number of steps
 * @param seed of the observations
 */
public record SoakOptions(
    Subject subject,
    Backend backend,
    Drive drive,
    PlanOptions options,
    Thresholds thresholds,
    List<Mode> modes,
    long steps,
    long seed) {
  /** Steps at which every layer is checked, if there are as many. */
  public static final int CHECKS = 200;

  /** Steps at which y is checked too, if there are as many. */
  public static final int OUTPUT_CHECKS = 10_000;

  public SoakOptions {
    modes = List.copyOf(modes);
  }

  /** True for the steps after which every layer is checked: evenly spread, the last one too. */
  boolean isCheck(long step) {
    return isDue(step, CHECKS);
  }

  /** True for the steps after which y is checked. */
  boolean isOutputCheck(long step) {
    return isDue(step, OUTPUT_CHECKS);
  }

  private boolean isDue(long step, int times) {
    long every = Math.max(1, steps / times);
    return (step + 1) % every == 0 || step + 1 == steps;
  }
}
