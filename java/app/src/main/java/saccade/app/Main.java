package saccade.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import saccade.environments.trace.TraceException;

/** The {@code saccade} command. */
@Command(
    name = "saccade",
    description = "Pruned, delta-coded neural-network inference for control.",
    mixinStandardHelpOptions = true,
    version = "saccade 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DemoCommand.class, RunCommand.class, VerifyCommand.class, DevicesCommand.class},
    footer = {
      "",
      "Exit codes: 0 ok, 1 a check failed, 2 usage, 3 unsupported model, 4 input or output.",
      "Example: saccade demo --seed 1 --steps 2000"
    })
public final class Main {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print a stack trace with an error.")
  private boolean debug;

  private Main() {}

  /** Runs the command and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command and returns its exit code. */
  static int run(String... args) {
    Main main = new Main();
    CommandLine line = new CommandLine(main);
    line.setParameterExceptionHandler(
        (error, arguments) -> {
          report(error.getCommandLine().getErr(), error, main.debug);
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (error, command, result) -> {
          report(command.getErr(), error, main.debug);
          return codeOf(error);
        });
    if (args.length == 0) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static void report(PrintWriter err, Exception error, boolean debug) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    err.println("saccade: " + message.lines().findFirst().orElse(message));
    if (debug) {
      error.printStackTrace(err);
    }
  }

  private static int codeOf(Exception error) {
    if (error instanceof TraceException
        || error instanceof IOException
        || error instanceof UncheckedIOException) {
      return ExitCode.INPUT_OUTPUT;
    }
    return error instanceof IllegalArgumentException || error instanceof IllegalStateException
        ? ExitCode.USAGE
        : ExitCode.CHECK_FAILED;
  }
}
