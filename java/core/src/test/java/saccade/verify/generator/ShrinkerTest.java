package saccade.verify.generator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import saccade.engine.Mode;

/** The shrinker on failures that are made up. */
class ShrinkerTest {
  private static final Failure FAILURE = new Failure("made up", "it fails");

  private static Function<CaseId, Optional<Failure>> failing(Predicate<CaseId> when) {
    return id -> when.test(id) ? Optional.of(FAILURE) : Optional.empty();
  }

  private static CaseId shrink(Function<CaseId, Optional<Failure>> run, int tries) {
    return Shrinker.shrink(run, new Shrinker.Shrunk(CaseId.of(8), FAILURE), tries).id();
  }

  @Test
  void whatAlwaysFailsShrinksToNothing() {
    CaseId id = shrink(failing(any -> true), 400);
    assertEquals("8:layers=1,width=1,side=1,calls=0,only=NOTHING,mode=EXACT", id.toString());
  }

  @Test
  void onlyWhatTheFailureNeedsIsLeft() {
    CaseId id =
        shrink(
            failing(
                c ->
                    c.limits().layers() >= 2
                        && c.limits().side() >= 4
                        && c.limits().calls() > 20
                        && c.has(Feature.GROUPS)
                        && c.has(Feature.FORKS)
                        && !c.drop().contains(5)
                        && !c.drop().contains(20)
                        && c.mode() != Mode.EXACT),
            800);
    assertEquals(2, id.limits().layers());
    assertEquals(1, id.limits().width());
    assertEquals(4, id.limits().side());
    assertEquals(21, id.limits().calls());
    assertEquals(Mode.FLOAT32, id.mode());
    assertEquals(
        EnumSet.complementOf(EnumSet.of(Feature.GROUPS, Feature.FORKS)),
        EnumSet.copyOf(id.without()));
    assertEquals(19, id.drop().size());
  }

  /** Another failure on the way is another bug: it is not followed. */
  @Test
  void anotherFailureIsNotFollowed() {
    CaseId id =
        shrink(
            c ->
                Optional.of(
                    c.limits().layers() < 3 ? new Failure("another", "it fails too") : FAILURE),
            400);
    assertEquals(3, id.limits().layers());
  }

  @Test
  void theTriesAreBounded() {
    AtomicInteger tries = new AtomicInteger();
    CaseId id =
        shrink(
            c -> {
              tries.incrementAndGet();
              return Optional.of(FAILURE);
            },
            5);
    assertTrue(tries.get() <= 5);
    assertEquals(Set.of(), Set.copyOf(id.drop()));
  }
}
