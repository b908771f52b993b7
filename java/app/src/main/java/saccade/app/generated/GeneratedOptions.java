package saccade.app.generated;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.engine.Backend;
import saccade.verify.generated.CaseId;
import saccade.verify.generated.GeneratedCases;

/** The flags of {@code verify --generated}, and the run that they ask for. */
public final class GeneratedOptions {
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
  public boolean wanted() {
    return generated != null;
  }

  /** How many cases each backend runs. */
  public long cases() {
    if (cases < 1 || cases > MOST_CASES) {
      throw new IllegalArgumentException(
          "--cases " + cases + " is outside 1.." + MOST_CASES + "; give a number of cases");
    }
    return generated == null || generated.isEmpty() ? cases : 1;
  }

  /**
   * Runs them on every backend; each is compared with the others too.
   *
   * @param seed seed of the first case
   * @param done takes the number of cases that are done
   */
  public GeneratedReport run(List<Backend> backends, long seed, LongConsumer done) {
    @Nullable CaseId id = generated == null || generated.isEmpty() ? null : CaseId.parse(generated);
    List<GeneratedCases.Report> rows = new ArrayList<>();
    for (Backend backend : backends) {
      List<Backend> peers = backends.stream().filter(b -> !b.equals(backend)).toList();
      GeneratedCases run = new GeneratedCases(backend, peers, allocatedBytes());
      int threads = Runtime.getRuntime().availableProcessors();
      rows.add(id == null ? run.many(seed, cases(), threads, done) : run.one(id));
    }
    return GeneratedReport.of(id == null ? seed : id.seed(), rows);
  }

  /** What a thread has allocated, where this JVM counts it. */
  private static @Nullable LongSupplier allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads::getCurrentThreadAllocatedBytes
        : null;
  }
}
