package saccade.app;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Arrays;
import saccade.training.learner.LearnerMissingException;
import saccade.training.learner.Learners;

/** libtorch in tests: required by {@code -Dsaccade.require=libtorch}, else skipped by name. */
final class Libtorch {
  private Libtorch() {}

  static void require() {
    try {
      Learners.first();
    } catch (LearnerMissingException e) {
      String required = System.getProperty("saccade.require", "");
      if (Arrays.asList(required.split("[, ]+")).contains("libtorch")) {
        fail("libtorch is required, but " + e.getMessage());
      }
      abort("libtorch is skipped: " + e.getMessage());
    }
  }
}
