package saccade.app;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.subject.Subject;
import saccade.app.text.Quote;
import saccade.bench.runner.KernelTimer;
import saccade.bench.tuning.Tuning;
import saccade.bench.tuning.TuningFile;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.model.Network;

/** Where tunings are kept, and how a command finds the one of a network. */
final class TuningOptions {
  @Option(
      names = "--tuning",
      paramLabel = "DIR",
      description = {
        "Folder of NAME.tuning.json, which keeps what --time-kernels measured (default: the folder",
        "of MODEL). One that is damaged, or made for another model, CPU, vector width or version, is",
        "ignored, and a line says why."
      })
  private @Nullable Path folder;

  private final Set<String> said = new HashSet<>();

  /** True if a folder was named. */
  boolean named() {
    return folder != null;
  }

  /** The flag again, with a blank in front; empty if it was not given. */
  String flag() {
    return folder == null ? "" : " --tuning " + Quote.shell(folder.toString());
  }

  /**
   * The file of a network, there or not; null if its layers have no choice of kernels on that
   * backend, or if it has no place.
   *
   * @param model the user's file; null if the network came from none
   */
  @Nullable TuningFile file(String name, @Nullable Path model, Network network, Backend backend) {
    Path path = path(name, model);
    return path == null || !KernelTimer.hasChoice(backend, network)
        ? null
        : new TuningFile(path, network, backend);
  }

  private @Nullable Path path(String name, @Nullable Path model) {
    if (folder != null) {
      return TuningFile.in(folder, name);
    }
    return model == null ? null : TuningFile.beside(model);
  }

  /** False if there is certainly nothing to be found or said. */
  boolean mayLie(String name, @Nullable Path model) {
    Path path = path(name, model);
    return path != null && (folder != null || Files.exists(path));
  }

  /** The file of a network where one is needed. */
  TuningFile place(String name, @Nullable Path model, Network network, Backend backend) {
    if (folder == null && model == null) {
      throw new IllegalArgumentException(
          "--time-kernels has no place to keep what it finds of "
              + name
              + ", which is no file; add --tuning DIR");
    }
    TuningFile file = file(name, model, network, backend);
    if (file == null) {
      throw new IllegalArgumentException(
          "backend "
              + backend.name()
              + " has one kernel only, so --time-kernels has nothing to choose; add --backends"
              + " vector");
    }
    return file;
  }

  /** What was timed of a network; null if nothing was that can be used, and a line says why. */
  @Nullable Tuning find(Subject subject, Backend backend) {
    TuningFile file = file(subject.name(), subject.file(), subject.network(), backend);
    return file == null ? null : find(file);
  }

  /** The same of a file. */
  @Nullable Tuning find(TuningFile file) {
    requireFolder();
    TuningFile.Found found = file.find();
    if (found.ignored() != null) {
      say(found.ignored());
    } else if (found.tuning() == null && folder != null) {
      say(file.path() + " is not there, so the cost model chooses; measure with --time-kernels");
    }
    return found.tuning();
  }

  private void requireFolder() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UncheckedIOException(
          "--tuning "
              + folder
              + " is not a folder; name the one that --time-kernels wrote into, or leave it out",
          new NoSuchFileException(folder.toString()));
    }
  }

  private void say(String line) {
    if (said.add(line)) {
      System.err.println("saccade: " + line);
    }
  }

  /** The options with what was timed; as they are where nothing was. */
  static PlanOptions with(@Nullable Tuning tuning, PlanOptions options, Mode mode) {
    return tuning == null ? options : tuning.options(options, mode);
  }
}
