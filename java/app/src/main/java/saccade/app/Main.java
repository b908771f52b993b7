package saccade.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import saccade.app.subject.ModelException;
import saccade.bench.runner.ForkException;
import saccade.bench.tuning.Version;
import saccade.environments.trace.TraceException;
import saccade.training.learner.LearnerMissingException;

/** The {@code saccade} command. */
@Command(
    name = "saccade",
    description = "Pruned, delta-coded neural-network inference for control.",
    mixinStandardHelpOptions = true,
    version = "saccade " + Version.TEXT,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      VerifyCommand.class,
      BenchCommand.class,
      InspectCommand.class,
      TrainCommand.class,
      PruneCommand.class,
      TicketsCommand.class,
      DevicesCommand.class
    },
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
          CommandLine command = error.getCommandLine();
          String name = command.getCommandSpec().qualifiedName();
          boolean debug = Arrays.asList(arguments).contains("--debug"); // parsing stopped before it
          print(command.getErr(), error, usage(error, name), debug);
          return ExitCode.USAGE;
        });
    line.setExecutionExceptionHandler(
        (error, command, result) -> {
          print(command.getErr(), error, firstLine(error), main.debug);
          return codeOf(error);
        });
    if (args.length == 0) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    int code = execute(line, args);
    if (System.out.checkError()) {
      System.err.println(
          "saccade: the answer could not be written to standard output; free its disk");
      return ExitCode.INPUT_OUTPUT;
    }
    return code;
  }

  private static int execute(CommandLine line, String[] args) {
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      System.err.printf(
          "saccade: the Java heap of %,d MiB is full; ask for less or set JAVA_TOOL_OPTIONS=-Xmx...%n",
          Runtime.getRuntime().maxMemory() >> 20);
    } catch (LinkageError e) {
      System.err.println("saccade: a library does not load (" + e + "); build again");
    }
    return ExitCode.INPUT_OUTPUT;
  }

  /** picocli names the value; the remedy is the command's help. */
  private static String usage(Exception error, String command) {
    String message = firstLine(error);
    String what = message.startsWith("Error: ") ? message.substring(7) : message;
    return what + "; see '" + command + " --help'";
  }

  private static String firstLine(Exception error) {
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    return message.lines().findFirst().orElse(message);
  }

  private static void print(PrintWriter err, Exception error, String sentence, boolean debug) {
    err.println("saccade: " + sentence);
    if (debug) {
      error.printStackTrace(err);
    }
  }

  private static int codeOf(Exception error) {
    if (error instanceof ModelException model) {
      return model.unsupported().isEmpty() ? ExitCode.INPUT_OUTPUT : ExitCode.UNSUPPORTED;
    }
    if (error instanceof ForkException fork) {
      return fork.exitCode();
    }
    if (error instanceof TraceException
        || error instanceof LearnerMissingException
        || error instanceof IOException
        || error instanceof UncheckedIOException) {
      return ExitCode.INPUT_OUTPUT;
    }
    return error instanceof IllegalArgumentException || error instanceof IllegalStateException
        ? ExitCode.USAGE
        : ExitCode.CHECK_FAILED;
  }
}
