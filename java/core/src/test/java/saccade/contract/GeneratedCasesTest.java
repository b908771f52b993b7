package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.scalar.PlantedFault;
import saccade.verify.generator.CaseId;
import saccade.verify.generator.Failure;
import saccade.verify.generator.GeneratedCases;
import saccade.verify.generator.Shrinker;

/** Laws 1 to 12, 14 and 15 on generated cases, and proof that they can fail there. */
class GeneratedCasesTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final int CASES_PER_FAULT = 300;

  private static LongSupplier allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads::getCurrentThreadAllocatedBytes;
  }

  private static GeneratedCases on(Backend backend) {
    List<Backend> peers = new ArrayList<>(Backends.all()); // also those whose suite this is not
    peers.removeIf(peer -> peer.name().equals(backend.name()) || peer.whyUnavailable().isPresent());
    // Vectors are objects until the compiler made registers of them: longer than a small case
    // takes.
    boolean quietAtOnce = Cases.multipliesOnlyWhatCounts(backend);
    return new GeneratedCases(backend, peers, quietAtOnce ? allocated() : null);
  }

  private static void requireAll(Backend backend, long seed, long cases) {
    int threads = Runtime.getRuntime().availableProcessors();
    GeneratedCases.Report report = on(backend).many(seed, cases, threads, done -> {});
    assertEquals(List.of(), report.failures());
    assertEquals(cases, report.cases());
    assertTrue(report.withoutExact() < cases / 50, report + ": nearly all run in both modes");
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void everyLawHoldsOnSomeCases(Backend backend) {
    requireAll(backend, 1_000_000, 200);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void everyLawHoldsOnManyCases(Backend backend) {
    requireAll(backend, 1, 2_000);
  }

  static Stream<Arguments> faults() {
    return Stream.of(PlantedFault.values())
        .flatMap(
            fault ->
                Stream.of(Mode.values())
                    .filter(fault::existsIn)
                    .map(mode -> Arguments.of(fault, mode)));
  }

  /** Each fault is found, and what is left of the case is a few layers and calls. */
  @ParameterizedTest
  @MethodSource("faults")
  void aPlantedFaultIsFoundAndShrinks(PlantedFault fault, Mode mode) {
    GeneratedCases cases = new GeneratedCases(fault.backend(), List.of(), null);
    Shrinker.Shrunk shrunk = Shrinker.shrink(cases::run, first(cases::run, mode), 300);
    CaseId id = shrunk.id();
    assertTrue(id.limits().layers() <= 3, id::toString);
    assertTrue(id.limits().calls() - id.drop().size() <= 6, id::toString);
    assertTrue(id.without().size() >= 20, id::toString);
    assertEquals(
        Optional.of(shrunk.failure()), cases.run(CaseId.parse(id.toString())), "from its line");
  }

  private static Shrinker.Shrunk first(Function<CaseId, Optional<Failure>> run, Mode mode) {
    for (long seed = 0; seed < CASES_PER_FAULT; seed++) {
      CaseId id = CaseId.of(seed).in(mode);
      Optional<Failure> failure = run.apply(id);
      if (failure.isPresent()) {
        return new Shrinker.Shrunk(id, failure.get());
      }
    }
    throw new AssertionError("not found in " + CASES_PER_FAULT + " cases");
  }
}
