package saccade.verify.generator;

import java.util.Locale;

/**
 * A law that a case broke.
 *
 * @param check which check found it, in a few words without numbers: what shrinking holds on to
 * @param what one sentence
 */
public record Failure(String check, String what) {
  /** Thrown where a check fails, and caught where the case ends. */
  static final class Found extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    Found(String check, String what) {
      super(what);
      failure = new Failure(check, what);
    }

    Failure failure() {
      return failure;
    }
  }

  static void require(boolean holds, String check, String what) {
    if (!holds) {
      throw new Found(check, what);
    }
  }

  /** Of a sentence of the checker, whose numbers and layers differ from case to case. */
  static Found of(String sentence) {
    String check =
        sentence
            .replaceAll("(conv|dense)\\d+", "k")
            .replaceAll("-?\\d+(\\.\\d+)?(E-?\\d+)?", "n")
            .replaceAll(" (at|after|when) .*", "");
    return new Found(check, sentence);
  }

  /** Of an exception that no law names. */
  static Failure of(Throwable e) {
    String where = "nowhere";
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("saccade.")) {
        where = frame.getClassName() + "." + frame.getMethodName();
        break;
      }
    }
    String check = String.format(Locale.ROOT, "%s in %s", e.getClass().getSimpleName(), where);
    return new Failure(check, check + ": " + e.getMessage());
  }
}
