package saccade.app.proof;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import saccade.app.play.Drive;
import saccade.app.subject.Subject;
import saccade.engine.Backend;
import saccade.engine.Mode;

/**
 * What a verification is made of.
 *
 * @param backends backends, each with rows of its own
 * @param modes modes, usually both
 * @param settings thresholds, separated by ';', or null for three of {@link Settings}
 * @param drives what gives a network its observations
 * @param steps most steps per row
 * @param seed of the observations
 */
public record ProofOptions(
    List<Backend> backends,
    List<Mode> modes,
    @Nullable String settings,
    Function<Subject, Drive> drives,
    int steps,
    long seed) {
  public ProofOptions {
    backends = List.copyOf(backends);
    modes = List.copyOf(modes);
  }
}
