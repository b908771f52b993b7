package saccade.bench.runner;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.report.Environment;

/** What a figure has to carry with it, so that it can be told where it came from. */
public final class Provenance {
  private Provenance() {}

  /** Of this machine and this build, without paths. */
  public static Environment environment(CpuInfo cpu) {
    List<String> flags =
        Forks.flags().stream()
            .filter(flag -> !flag.startsWith("-D") && !flag.contains("/"))
            .toList();
    return new Environment(
        cpu.model(),
        cpu.isaOfThisVm(),
        cpu.cores(),
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        flags,
        commit(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Of the checkout that this class was built in; marked where files differ from it. */
  private static @Nullable String commit() {
    try {
      Path classes =
          Path.of(Provenance.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=12")
              .directory(classes.toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 && !text.isBlank() ? text.strip() : null;
    } catch (IOException | URISyntaxException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
