package saccade.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the ONNX runner of this program. */
public final class OnnxRunners {
  /**
   * System property of the launcher: one sentence that says why ONNX Runtime could not be had.
   * While it is set there is no runner.
   */
  public static final String MISSING = "saccade.onnxruntime.missing";

  private OnnxRunners() {}

  /** The first runner that is available. */
  public static Optional<OnnxRunner> first() {
    return find(new ArrayList<>());
  }

  /**
   * Why {@link #first} is empty, in one sentence per runner that was found; the empty text if it is
   * not.
   */
  public static String whyNone() {
    List<String> reasons = new ArrayList<>();
    if (find(reasons).isPresent()) {
      return "";
    }
    return reasons.isEmpty()
        ? "no ONNX runner is on the class path; add the module saccade-onnxruntime and its library"
        : String.join("; ", reasons);
  }

  private static Optional<OnnxRunner> find(List<String> reasons) {
    String missing = System.getProperty(MISSING, "");
    if (!missing.isBlank()) {
      reasons.add(missing);
      return Optional.empty();
    }
    try {
      for (OnnxRunner runner : ServiceLoader.load(OnnxRunner.class)) {
        Optional<String> why = runner.whyUnavailable();
        if (why.isEmpty()) {
          return Optional.of(runner);
        }
        reasons.add(runner.name() + ": " + why.get());
      }
    } catch (ServiceConfigurationError e) {
      reasons.add("an ONNX runner is broken (" + e.getMessage() + "); rebuild or remove its jar");
    }
    return Optional.empty();
  }
}
