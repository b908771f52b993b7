package saccade.training.learner;

import java.util.Optional;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/**
 * A library that learns. Implementations are found by {@link java.util.ServiceLoader}, need a
 * public constructor without parameters, and load nothing before they are asked.
 */
public interface LearnerProvider {
  /** Name in reports, such as "libtorch". */
  String name();

  /** Empty if it works here; else one sentence that says why not, with the remedy. */
  Optional<String> whyUnavailable();

  /**
   * Opens a learner whose online and target networks start from {@code initial}.
   *
   * @throws IllegalArgumentException if the parameters do not fit the architecture
   * @throws IllegalStateException if the library is unavailable
   */
  Learner open(Architecture architecture, Parameters initial, LearnerSettings settings);
}
