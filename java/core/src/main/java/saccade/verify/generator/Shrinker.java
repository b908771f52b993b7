package saccade.verify.generator;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import saccade.engine.Mode;

/**
 * Makes a failing case smaller while the same check fails: one mode, things switched off, fewer
 * layers, narrower, fewer calls, single calls dropped. Bounded in tries, so what comes out is small
 * but not the smallest there is.
 */
public final class Shrinker {
  /** Tries unless told otherwise. */
  public static final int TRIES = 400;

  /**
   * A case that fails, with what it fails of.
   *
   * @param id the case
   * @param failure the check that found it
   */
  public record Shrunk(CaseId id, Failure failure) {}

  private final Function<CaseId, Optional<Failure>> run;
  private Shrunk best;
  private int tries;

  private Shrinker(Function<CaseId, Optional<Failure>> run, Shrunk given, int tries) {
    this.run = run;
    best = given;
    this.tries = tries;
  }

  /**
   * Shrinks.
   *
   * @param run runs a case
   * @param failing a case that failed
   * @param tries most runs
   */
  public static Shrunk shrink(Function<CaseId, Optional<Failure>> run, Shrunk failing, int tries) {
    Shrinker shrinker = new Shrinker(run, failing, tries);
    Shrunk before;
    do {
      before = shrinker.best;
      shrinker.round();
    } while (!shrinker.best.id().equals(before.id()) && shrinker.tries > 0);
    return shrinker.best;
  }

  private void round() {
    for (Mode mode : Mode.values()) {
      if (best.id().mode() == null) {
        accept(best.id().in(mode));
      }
    }
    fewerCalls();
    features();
    limits();
    dropCalls();
  }

  /** True if the case still fails of the same check; then it is the best. */
  private boolean accept(CaseId id) {
    if (tries == 0 || id.equals(best.id())) {
      return false;
    }
    tries--;
    Optional<Failure> failure = run.apply(id);
    if (failure.isEmpty() || !failure.get().check().equals(best.failure().check())) {
      return false;
    }
    best = new Shrunk(id, failure.get());
    return true;
  }

  /** Halves of what is switched on first, then one by one. */
  private void features() {
    List<Feature> left = List.copyOf(EnumSet.complementOf(off()));
    int half = left.size() / 2;
    accept(best.id().without(left.subList(0, half)));
    accept(best.id().without(left.subList(half, left.size())));
    for (Feature feature : EnumSet.complementOf(off())) {
      accept(best.id().without(List.of(feature)));
    }
  }

  private EnumSet<Feature> off() {
    EnumSet<Feature> off = EnumSet.noneOf(Feature.class);
    off.addAll(best.id().without());
    return off;
  }

  private void limits() {
    smaller("layers", 1);
    smaller("width", 1);
    smaller("side", 1);
  }

  private void fewerCalls() {
    smaller("calls", 0);
  }

  /** The smallest value that still fails, by bisection; then the ones just below it. */
  private void smaller(String key, int least) {
    int low = least;
    while (low < best.id().limits().get(key)) {
      int middle = (low + best.id().limits().get(key)) / 2;
      if (!accept(best.id().within(best.id().limits().with(key, middle)))) {
        low = middle + 1;
      }
    }
  }

  /** Runs of calls first, then single ones. */
  private void dropCalls() {
    for (int length = Math.max(1, best.id().limits().calls() / 2); length > 0; length /= 2) {
      for (int from = 0; from < best.id().limits().calls(); from += length) {
        int to = Math.min(best.id().limits().calls(), from + length);
        accept(best.id().dropping(IntStream.range(from, to).boxed().toList()));
      }
    }
  }
}
