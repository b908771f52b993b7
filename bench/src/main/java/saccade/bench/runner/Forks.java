package saccade.bench.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import saccade.bench.cpu.IsaTier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs shares of the measuring in Java virtual machines of their own, on this one's class path. A
 * process ends with this one, however that ends: its standard input ends then.
 */
public final class Forks implements Launcher, AutoCloseable {
  private static final List<String> OWN_FLAGS = List.of("-XX:+UseSerialGC");

  /** Debuggers and agents, another collector, and another tier would change what is measured. */
  private static final Pattern NOT_PASSED_ON =
      Pattern.compile(
          "-agent.*|-javaagent.*|-Xrun.*|-Xdebug|-XX:\\+Use\\w*GC|-XX:UseAVX=.*|-Dsaccade\\.terminal=.*");

  private static final int INTERRUPTED = 130;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Command command;
  private final List<Condition> conditions;
  private final Thread hook = new Thread(this::end);
  private volatile @Nullable Process running;

  /** How a process is told what to do. */
  public interface Command {
    /** Main class and arguments of a share. */
    List<String> line(String workload, int condition, long millis);
  }

  /**
   * For one benchmark; to be closed at its end.
   *
   * @param conditions those of the settings
   */
  public Forks(Command command, List<Condition> conditions) {
    this.command = command;
    this.conditions = List.copyOf(conditions);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Flags of every process beside those of a tier. */
  public static List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!NOT_PASSED_ON.matcher(flag).matches()) {
        flags.add(flag);
      }
    }
    flags.addAll(OWN_FLAGS);
    return flags;
  }

  @Override
  public ForkResult launch(String workload, int condition, long millis) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags());
    IsaTier isa = conditions.get(condition).isa();
    if (isa != null) {
      line.add(isa.jvmFlag());
    }
    line.add("-cp");
    line.add(System.getProperty("java.class.path"));
    line.addAll(command.line(workload, condition, millis));
    return run(line);
  }

  /** Runs a process to its end; what it prints is a result. */
  ForkResult run(List<String> line) {
    try {
      Process process = new ProcessBuilder(line).start();
      running = process;
      CompletableFuture<String> errors =
          CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
      String out = text(process.getInputStream());
      int code = process.waitFor();
      if (code != 0) {
        throw new ForkException(code, sentence(errors.join(), code));
      }
      return MAPPER.readValue(out, ForkResult.class);
    } catch (InterruptedException e) {
      end();
      Thread.currentThread().interrupt();
      throw new ForkException(INTERRUPTED, "the benchmark was interrupted; start it again");
    } catch (IOException e) {
      throw new UncheckedIOException("no process for measuring could be started", e);
    } catch (JacksonException e) {
      throw new IllegalStateException("a process for measuring printed no result", e);
    } finally {
      running = null;
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** The command's own line; the virtual machine may have warned before it. */
  private static String sentence(String errors, int code) {
    String prefix = "saccade: ";
    return errors
        .lines()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst()
        .orElse(
            "a process for measuring ended with code "
                + code
                + errors.lines().findFirst().map(line -> " (" + line + ")").orElse("")
                + "; try it again");
  }

  /** Prints a result as {@link #launch} reads it. */
  public static void print(ForkResult result) {
    System.out.println(MAPPER.writeValueAsString(result));
  }

  /** In a process that measures: ends it when the one that started it is gone. */
  public static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // nothing is ever sent
                }
              } catch (IOException e) {
                // a broken pipe is an end too
              }
              Runtime.getRuntime().halt(INTERRUPTED);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private void end() {
    Process process = running;
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // this machine is shutting down, and the hook with it
    }
  }
}
