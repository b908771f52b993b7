package saccade.onnxruntime;

import java.util.Optional;
import saccade.onnx.OnnxModel;
import saccade.onnx.OnnxRunner;

/**
 * Microsoft's ONNX Runtime on the CPU. Names no class of the library in its own signatures, so that
 * it loads, and can say why, where the library is missing.
 */
public final class OnnxRuntimeRunner implements OnnxRunner {
  /** Asked once: a native library that failed to load fails the same way again. */
  private static final class Probe {
    static final Optional<String> WHY = probe();

    private static Optional<String> probe() {
      try {
        OnnxRuntimeModel.environment();
        return Optional.empty();
      } catch (LinkageError | RuntimeException e) {
        return Optional.of(
            "ONNX Runtime did not load ("
                + rootCause(e)
                + "); put the jar com.microsoft.onnxruntime:onnxruntime on the class path, on a"
                + " platform that it has a library for and with room in java.io.tmpdir");
      }
    }

    private static Throwable rootCause(Throwable e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause;
    }
  }

  /** For ServiceLoader. */
  public OnnxRuntimeRunner() {}

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Probe.WHY;
  }

  @Override
  public OnnxModel open(byte[] model, int threads) {
    Probe.WHY.ifPresent(
        why -> {
          throw new IllegalStateException(why);
        });
    if (threads < 1) {
      throw new IllegalArgumentException(
          "ONNX Runtime was asked for " + threads + " threads; give at least 1");
    }
    return OnnxRuntimeModel.open(model, threads);
  }
}
