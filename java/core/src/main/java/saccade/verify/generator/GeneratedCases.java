package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;

/**
 * Runs generated cases on a backend: laws 1 to 12, 14 and 15 of the contract on networks, masks,
 * thresholds, observations and calls that nobody thought of. A failure is shrunk and comes with the
 * line that brings it back.
 */
public final class GeneratedCases {
  private static final int MOST_FAILURES = 5;

  private final Backend backend;
  private final CaseRunner runner;

  /**
   * What went wrong.
   *
   * @param backend name of the backend
   * @param id the shrunk case
   * @param what one sentence
   * @param reproduce the command that brings it back
   */
  public record Broken(String backend, String id, String what, String reproduce) {}

  /**
   * What many cases found.
   *
   * @param backend name of the backend
   * @param cases number of cases, both modes of one counted once
   * @param withoutExact cases whose network the quantiser refuses, which ran in FLOAT32 only
   * @param seconds time they took
   * @param failures the first failures; empty if every law held
   */
  public record Report(
      String backend, long cases, long withoutExact, double seconds, List<Broken> failures) {
    public Report {
      failures = List.copyOf(failures);
    }

    /** True if every law held. */
    public boolean ok() {
      return failures.isEmpty();
    }
  }

  /**
   * Cases on a backend.
   *
   * @param peers other backends that it is compared with; may be empty
   * @param allocated bytes that the calling thread has allocated so far, for law 14; null if that
   *     cannot be known here
   */
  public GeneratedCases(Backend backend, List<Backend> peers, @Nullable LongSupplier allocated) {
    this.backend = backend;
    runner = new CaseRunner(backend, peers, allocated);
  }

  /** Runs one case. */
  public Optional<Failure> run(CaseId id) {
    return runner.run(id);
  }

  /** Runs one case; a failure is reported as it is. */
  public Report one(CaseId id) {
    long start = System.nanoTime();
    List<Broken> failures =
        runner.run(id).map(f -> List.of(broken(new Shrinker.Shrunk(id, f)))).orElse(List.of());
    return new Report(backend.name(), 1, runner.withoutExact(), seconds(start), failures);
  }

  /**
   * Runs the cases of the seeds {@code seed..seed + cases - 1} on all cores, until a few failed.
   *
   * @param threads how many at a time
   * @param done takes the number of cases that are done, now and then, from any thread
   */
  public Report many(long seed, long cases, int threads, LongConsumer done) {
    long start = System.nanoTime();
    AtomicLong next = new AtomicLong();
    AtomicLong ended = new AtomicLong();
    List<Broken> failures = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        workers.add(
            pool.submit(
                () -> work(seed, cases, next, failures, n -> done.accept(ended.addAndGet(n)))));
      }
      for (Future<?> worker : workers) {
        await(worker);
      }
    } finally {
      pool.shutdownNow();
    }
    return new Report(backend.name(), ended.get(), runner.withoutExact(), seconds(start), failures);
  }

  private void work(
      long seed, long cases, AtomicLong next, List<Broken> failures, LongConsumer done) {
    long i = next.getAndIncrement();
    while (i < cases) {
      CaseId id = CaseId.of(seed + i);
      Optional<Failure> failure = runner.run(id);
      if (failure.isPresent()) {
        Broken broken =
            broken(
                Shrinker.shrink(
                    runner::run, new Shrinker.Shrunk(id, failure.get()), Shrinker.TRIES));
        synchronized (failures) {
          failures.add(broken);
          if (failures.size() >= MOST_FAILURES) {
            next.set(cases);
          }
        }
      }
      done.accept(1);
      i = next.getAndIncrement();
    }
  }

  private static void await(Future<?> worker) {
    try {
      worker.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the generated cases were interrupted; run them again", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a generated case ended with an error", e.getCause());
    }
  }

  private Broken broken(Shrinker.Shrunk shrunk) {
    return new Broken(
        backend.name(),
        shrunk.id().toString(),
        shrunk.failure().what(),
        "./saccade verify --generated '" + shrunk.id() + "' --backends " + backend.name());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
