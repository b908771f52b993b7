package saccade.training.learner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the learning library of this program. */
public final class Learners {
  /**
   * System property of the launcher: one sentence that says why libtorch could not be had. While it
   * is set there is none.
   */
  public static final String MISSING = "saccade.libtorch.missing";

  private Learners() {}

  /**
   * The first provider that is available.
   *
   * @throws LearnerMissingException if there is none, with the reason and the remedy
   */
  public static LearnerProvider first() {
    String missing = System.getProperty(MISSING, "");
    if (!missing.isBlank()) {
      throw new LearnerMissingException(missing);
    }
    List<String> reasons = new ArrayList<>();
    try {
      for (LearnerProvider provider : ServiceLoader.load(LearnerProvider.class)) {
        Optional<String> why = provider.whyUnavailable();
        if (why.isEmpty()) {
          return provider;
        }
        reasons.add(provider.name() + ": " + why.get());
      }
    } catch (ServiceConfigurationError e) {
      reasons.add("a learner is broken (" + e.getMessage() + "); rebuild or remove its jar");
    }
    throw new LearnerMissingException(
        reasons.isEmpty()
            ? "nothing that learns is on the class path; add the module saccade-libtorch"
            : String.join("; ", reasons));
  }
}
