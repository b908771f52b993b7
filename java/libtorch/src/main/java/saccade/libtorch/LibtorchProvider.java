package saccade.libtorch;

import java.util.Optional;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.LearnerSettings;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/**
 * libtorch, the library beneath PyTorch, on the CPU. Names no class of it in its own signatures, so
 * that it loads, and can say why, where the library is missing.
 *
 * <p>The number of threads belongs to the process: learners with different settings take turns in
 * setting it. With more than one thread the environment variable {@value #BLAS_THREADS} must be
 * {@value #BLAS_THREADS_VALUE} before the JVM starts; without it updates are right but slow.
 */
public final class LibtorchProvider implements LearnerProvider {
  /** Environment variable that keeps OpenBLAS's threads from competing with those of libtorch. */
  public static final String BLAS_THREADS = "OPENBLAS_NUM_THREADS";

  /** What {@link #BLAS_THREADS} should be when the JVM starts. */
  public static final String BLAS_THREADS_VALUE = "1";

  /** Asked once: a native library that failed to load fails the same way again. */
  private static final class Probe {
    static final Optional<String> WHY = why(NativeLibrary::load);
  }

  /** For ServiceLoader. */
  public LibtorchProvider() {}

  @Override
  public String name() {
    return "libtorch";
  }

  @Override
  public Optional<String> whyUnavailable() {
    return Probe.WHY;
  }

  @Override
  public Learner open(Architecture architecture, Parameters initial, LearnerSettings settings) {
    Probe.WHY.ifPresent(
        why -> {
          throw new IllegalStateException(why);
        });
    return TorchLearner.open(architecture, initial, settings);
  }

  /** One sentence if loading fails. */
  static Optional<String> why(Runnable load) {
    try {
      load.run();
      return Optional.empty();
    } catch (LinkageError | RuntimeException e) {
      return Optional.of(
          "libtorch did not load ("
              + rootCause(e)
              + "); put the jars org.bytedeco:pytorch, openblas and javacpp with their natives for"
              + " this platform (linux-x86_64 is built in) on the class path and leave 500 MB in"
              + " ~/.javacpp/cache");
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
