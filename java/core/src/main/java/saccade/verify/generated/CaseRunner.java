package saccade.verify.generated;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;

/** Runs one case on one backend and says what broke first. */
final class CaseRunner {
  private final Backend backend;
  private final List<Backend> peers;

  /**
   * A runner.
   *
   * @param peers other backends that are compared with it; may be empty
   */
  CaseRunner(Backend backend, List<Backend> peers) {
    this.backend = backend;
    this.peers = peers;
  }

  /** Runs the case; a mode that the quantiser refuses is left out. */
  Optional<Failure> run(CaseId id) {
    try {
      GeneratedCase made = new GeneratedCase(id);
      for (Mode mode : Mode.values()) {
        boolean wanted = id.mode() == null || id.mode() == mode;
        if (wanted && !(mode == Mode.EXACT && made.grids() == null)) {
          run(made, mode);
        }
      }
      return Optional.empty();
    } catch (Failure.Found found) {
      return Optional.of(found.failure());
    } catch (RuntimeException e) {
      return Optional.of(Failure.of(e));
    }
  }

  private void run(GeneratedCase made, Mode mode) {
    Stage stage = new Stage(made, backend, mode);
    @Nullable Plan peer = peers.isEmpty() ? null : stage.plan(peers.get(0), made.options());
    if (made.id().has(Feature.SESSIONS)) {
      SessionScenario.run(stage, peer);
    }
  }
}
