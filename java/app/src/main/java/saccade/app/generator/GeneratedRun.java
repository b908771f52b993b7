package saccade.app.generator;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.verify.generator.CaseId;
import saccade.verify.generator.GeneratedCases;

/** Generated cases on several backends; each is compared with the others too. */
public final class GeneratedRun {
  private GeneratedRun() {}

  /** Runs one case. */
  public static GeneratedReport one(List<Backend> backends, CaseId id) {
    return each(backends, id.seed(), cases -> cases.one(id));
  }

  /**
   * Runs many on all cores.
   *
   * @param seed seed of the first case
   * @param done takes the number of cases that are done
   */
  public static GeneratedReport many(
      List<Backend> backends, long seed, long cases, LongConsumer done) {
    int threads = Runtime.getRuntime().availableProcessors();
    return each(backends, seed, run -> run.many(seed, cases, threads, done));
  }

  private static GeneratedReport each(
      List<Backend> backends, long seed, Function<GeneratedCases, GeneratedCases.Report> run) {
    List<GeneratedCases.Report> rows = new ArrayList<>();
    for (Backend backend : backends) {
      List<Backend> peers = backends.stream().filter(b -> !b.equals(backend)).toList();
      rows.add(run.apply(new GeneratedCases(backend, peers, allocatedBytes())));
    }
    return GeneratedReport.of(seed, rows);
  }

  /** What a thread has allocated, where this JVM counts it. */
  private static @Nullable LongSupplier allocatedBytes() {
    return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        ? threads::getCurrentThreadAllocatedBytes
        : null;
  }
}
