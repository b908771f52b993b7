package saccade.app;

import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.generator.GeneratedReport;
import saccade.app.generator.GeneratedRun;
import saccade.engine.Backend;
import saccade.verify.generator.CaseId;

/** The flags of {@code verify --generated}. */
final class GeneratedOptions {
  private static final long MOST_CASES = 100_000_000;

  @Option(
      names = "--generated",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "ID",
      description = "Generated cases, or the one that a failure named.")
  private @Nullable String generated;

  @Option(
      names = "--cases",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Generated cases, of the seeds from --seed on (default: ${DEFAULT-VALUE}).")
  private long cases = 2000;

  /** True if the command is to run generated cases. */
  boolean wanted() {
    return generated != null;
  }

  /** How many cases each backend runs. */
  long cases() {
    if (cases < 1 || cases > MOST_CASES) {
      throw new IllegalArgumentException(
          "--cases " + cases + " is outside 1.." + MOST_CASES + "; give a number of cases");
    }
    return generated == null || generated.isEmpty() ? cases : 1;
  }

  /** Runs what the flags ask for. */
  GeneratedReport run(List<Backend> backends, long seed, LongConsumer done) {
    return generated == null || generated.isEmpty()
        ? GeneratedRun.many(backends, seed, cases(), done)
        : GeneratedRun.one(backends, CaseId.parse(generated));
  }
}
