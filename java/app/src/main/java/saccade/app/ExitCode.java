package saccade.app;

/** Exit codes of the command. */
final class ExitCode {
  static final int OK = 0;
  static final int CHECK_FAILED = 1;
  static final int USAGE = 2;
  static final int UNSUPPORTED = 3;
  static final int INPUT_OUTPUT = 4;

  private ExitCode() {}
}
