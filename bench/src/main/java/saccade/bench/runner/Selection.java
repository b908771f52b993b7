package saccade.bench.runner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import saccade.bench.tuning.Tuning;
import saccade.engine.Arm;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;

/**
 * Who shall be measured.
 *
 * @param backends ours, in the order of the rows
 * @param rival whether ONNX Runtime runs beside them
 * @param modes the arithmetics
 * @param arms which savings; null for all that a backend has, of the definition {@code both} alone
 * @param threads of further rows: of the rival, and of ours where there are several agents; 1 for
 *     none
 * @param notes who is missing and why, one sentence each
 * @param tuning kernels and crossovers that were timed; null for the cost model's
 */
public record Selection(
    List<Backend> backends,
    boolean rival,
    List<Mode> modes,
    @Nullable List<Arm> arms,
    int threads,
    List<String> notes,
    @Nullable Tuning tuning) {
  private static final int MOST_THREADS = 256;

  /** With the kernels of the cost model. */
  public Selection(
      List<Backend> backends,
      boolean rival,
      List<Mode> modes,
      @Nullable List<Arm> arms,
      int threads,
      List<String> notes) {
    this(backends, rival, modes, arms, threads, notes, null);
  }

  public Selection {
    backends = List.copyOf(backends);
    modes = List.copyOf(modes);
    arms = arms == null ? null : List.copyOf(arms);
    notes = List.copyOf(notes);
    if (threads < 1 || threads > MOST_THREADS) {
      throw new IllegalArgumentException(
          "--threads "
              + threads
              + " is outside 1.."
              + MOST_THREADS
              + "; give the threads of further rows");
    }
  }

  /**
   * By names.
   *
   * @param names of backends, {@code onnxruntime} among them; null for all that are usable
   * @throws IllegalArgumentException if a name is unknown
   * @throws IllegalStateException if one that was named cannot run here
   */
  public static Selection of(
      @Nullable List<String> names, List<Mode> modes, @Nullable List<Arm> arms, int threads) {
    Optional<OnnxRunner> runner = OnnxRunners.first();
    if (names == null) {
      List<Backend> usable =
          Backends.all().stream().filter(b -> b.whyUnavailable().isEmpty()).toList();
      List<String> notes =
          runner.isPresent()
              ? List.of()
              : List.of("ONNX Runtime is not measured: " + OnnxRunners.whyNone());
      return new Selection(usable, runner.isPresent(), modes, arms, threads, notes);
    }
    boolean rival = names.contains(Label.RIVAL);
    if (rival && runner.isEmpty()) {
      throw new IllegalStateException(
          "backend " + Label.RIVAL + " cannot run here: " + OnnxRunners.whyNone());
    }
    List<Backend> ours =
        names.stream()
            .filter(name -> !name.equals(Label.RIVAL))
            .map(Selection::named)
            .distinct()
            .toList();
    return new Selection(ours, rival, modes, arms, threads, List.of());
  }

  /**
   * The same with what was timed, or why it is not used.
   *
   * @param ignored one sentence; null if nothing was ignored
   */
  public Selection tuned(@Nullable Tuning timed, @Nullable String ignored) {
    List<String> all = new ArrayList<>(notes);
    if (ignored != null) {
      all.add(ignored);
    }
    return new Selection(backends, rival, modes, arms, threads, all, timed);
  }

  /** Options of a plan: what was timed holds for the arm that was timed, with all savings on. */
  PlanOptions options(PlanOptions usual, Backend backend, Mode mode, Arm arm) {
    return tuning != null && arm == Arm.BOTH && tuning.backend().equals(backend.name())
        ? tuning.options(usual, mode)
        : usual;
  }

  private static Backend named(String name) {
    try {
      return Backends.named(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(e.getMessage() + " or " + Label.RIVAL, e);
    }
  }

  /** The arms that a backend shall run under a condition. */
  List<Arm> armsOf(Backend backend, Condition condition) {
    if (arms != null) {
      return arms;
    }
    boolean alone = backend instanceof ScalarBackend || !condition.equals(Condition.PLAIN);
    return alone ? List.of(Arm.BOTH) : List.of(Arm.values());
  }

  /** An arm as people write it. */
  public static String text(Arm arm) {
    return arm.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
