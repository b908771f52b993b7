package saccade.app;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import saccade.engine.Backend;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.PlantedFault;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/** Installs more backends for one run of the command, as a jar on the class path would. */
final class Installed {
  private Installed() {}

  static CommandRun run(Path folder, String line, Class<?>... backends) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    String names = Arrays.stream(backends).map(Class::getName).collect(Collectors.joining("\n"));
    Files.writeString(services.resolve(Backend.class.getName()), names);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader more = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(more);
      return CommandRun.of(line.split(" "));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Counts one multiplication per event too few. */
  public static final class Faulty implements Backend {
    private final Backend wrong = PlantedFault.MISCOUNTED.backend();

    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public Optional<String> whyUnavailable() {
      return Optional.empty();
    }

    @Override
    public String device() {
      return "CPU";
    }

    @Override
    public Plan plan(Network network, PlanOptions options) {
      return wrong.plan(network, options);
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      return wrong.plan(network, options);
    }
  }

  /** Cannot run here. */
  public static final class Unplugged implements Backend {
    static final String WHY = "no such card is plugged in; plug one in";

    @Override
    public String name() {
      return "unplugged";
    }

    @Override
    public Optional<String> whyUnavailable() {
      return Optional.of(WHY);
    }

    @Override
    public String device() {
      return "card";
    }

    @Override
    public Plan plan(Network network, PlanOptions options) {
      throw new IllegalStateException(WHY);
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      throw new IllegalStateException(WHY);
    }
  }
}
