package saccade.app.proof;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;

/**
 * What a verification is made of.
 *
 * @param backends backends, each with rows of its own
 * @param modes modes, usually both
 * @param settings thresholds, separated by ';', or null for three of {@link Settings}
 * @param drives what gives a network its observations
 * @param steps most steps per row
 * @param seed of the observations
 * @param plans what plans are compiled with
 */
public record ProofOptions(
    List<Backend> backends,
    List<Mode> modes,
    @Nullable String settings,
    Function<Subject, Drive> drives,
    int steps,
    long seed,
    Plans plans) {
  /** What plans are compiled with. */
  public interface Plans {
    /** The default options for all. */
    Plans DEFAULT = (subject, backend, mode) -> PlanOptions.DEFAULT;

    /** Options of the plan of a network on a backend. */
    PlanOptions of(Subject subject, Backend backend, Mode mode);

    /** The flag that brings them again, with a blank in front; empty if none is needed. */
    default String flag() {
      return "";
    }
  }

  /** With the default options of plans. */
  public ProofOptions(
      List<Backend> backends,
      List<Mode> modes,
      @Nullable String settings,
      Function<Subject, Drive> drives,
      int steps,
      long seed) {
    this(backends, modes, settings, drives, steps, seed, Plans.DEFAULT);
  }

  public ProofOptions {
    backends = List.copyOf(backends);
    modes = List.copyOf(modes);
  }
}
