package saccade.onnxruntime;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import saccade.onnx.OnnxRunner;

/**
 * The runner under test: required by {@code -Dsaccade.require=onnxruntime}, else skipped by name.
 */
final class Requirement {
  private Requirement() {}

  static OnnxRunner runner() {
    OnnxRunner runner = new OnnxRuntimeRunner();
    Optional<String> why = runner.whyUnavailable();
    String required = System.getProperty("saccade.require", "");
    if (why.isPresent() && Arrays.asList(required.split("[, ]+")).contains(runner.name())) {
      fail("onnxruntime is required, but " + why.get());
    }
    assumeTrue(why.isEmpty(), () -> "onnxruntime is skipped: " + why.orElseThrow());
    return runner;
  }
}
