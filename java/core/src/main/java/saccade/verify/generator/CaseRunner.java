package saccade.verify.generator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;

/** Runs one case on one backend and says what broke first. */
final class CaseRunner {
  private final Backend backend;
  private final List<Backend> peers;
  private final @Nullable LongSupplier allocated;
  private final AtomicLong withoutExact = new AtomicLong();

  /**
   * A runner.
   *
   * @param peers other backends that are compared with it; may be empty
   * @param allocated bytes that the calling thread has allocated so far; null if unknown
   */
  CaseRunner(Backend backend, List<Backend> peers, @Nullable LongSupplier allocated) {
    this.backend = backend;
    this.peers = peers;
    this.allocated = allocated;
  }

  /** Number of cases so far whose network the quantiser refused. */
  long withoutExact() {
    return withoutExact.get();
  }

  /** Runs the case; a mode that the quantiser refuses is left out. */
  Optional<Failure> run(CaseId id) {
    try {
      GeneratedCase made = new GeneratedCase(id);
      if (id.mode() != Mode.FLOAT32) {
        made.requireGrids();
      }
      if (made.grids() == null) {
        withoutExact.incrementAndGet();
      }
      for (Mode mode : Mode.values()) {
        boolean wanted = id.mode() == null || id.mode() == mode;
        if (wanted && !(mode == Mode.EXACT && made.grids() == null)) {
          run(made, mode);
        }
      }
      return Optional.empty();
    } catch (Failure.Found found) {
      return Optional.of(found.failure());
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      return Optional.of(Failure.of(e));
    }
  }

  private void run(GeneratedCase made, Mode mode) {
    Stage stage = new Stage(made, backend, mode);
    @Nullable Plan peer = peers.isEmpty() ? null : stage.plan(peers.get(0), made.options());
    if (made.id().has(Feature.SESSIONS)) {
      SessionScenario.run(stage, peer);
    }
    if (made.id().has(Feature.BATCHES)) {
      BatchScenario.run(stage);
    }
    LawScenario.run(stage, allocated);
  }
}
