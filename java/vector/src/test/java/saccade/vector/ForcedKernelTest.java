package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.verify.generator.GeneratedCases;
import saccade.verify.selftest.RandomFrames;

/** Every kernel computes what the definition computes, and counts what it counts. */
class ForcedKernelTest {
  private static final int PIXELS = Pruned.SIDE * Pruned.SIDE;
  private static final PlanOptions SPARSE = PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER);

  /** The vector backend with one kernel wherever it fits. */
  private record Forcing(Backend vector, Kernel kernel) implements Backend {
    Forcing(Kernel kernel) {
      this(new VectorBackend(), kernel);
    }

    private PlanOptions forced(Network network, PlanOptions options) {
      return options.withKernels(
          KernelChoice.forced(
              network.weighted().stream()
                  .map(layer -> vector.kernels(layer).contains(kernel) ? kernel : Kernel.AUTO)
                  .toArray(Kernel[]::new)));
    }

    @Override
    public String name() {
      return "vector by " + kernel;
    }

    @Override
    public Optional<String> whyUnavailable() {
      return vector.whyUnavailable();
    }

    @Override
    public String device() {
      return vector.device();
    }

    @Override
    public Plan plan(Network network, PlanOptions options) {
      return vector.plan(network, forced(network, options));
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      return vector.plan(network, forced(network.source(), options));
    }
  }

  static Stream<Kernel> kernels() {
    return Kernel.running().stream();
  }

  private static void requireAll(Kernel kernel, long seed, long cases) {
    GeneratedCases.Report report =
        new GeneratedCases(new Forcing(kernel), List.of(new ScalarBackend()), null)
            .many(seed, cases, Runtime.getRuntime().availableProcessors(), done -> {});
    assertEquals(List.of(), report.failures());
    assertEquals(cases, report.cases());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyLawHoldsOnSomeCases(Kernel kernel) {
    requireAll(kernel, 2_000_000, 60);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("kernels")
  void everyLawHoldsOnManyCases(Kernel kernel) {
    requireAll(kernel, 3_000_000, 200);
  }

  @Test
  void theLayersHaveBothKindsOfAccumulators() {
    VectorPlan plan =
        (VectorPlan) new Forcing(Kernel.BLOCKS).plan(Pruned.grids(Pruned.network(1)), SPARSE);
    assertFalse(plan.packed(1).integers, "the first convolution fits float32");
    assertTrue(plan.packed(2).integers, "the second needs int32");
    assertTrue(plan.packed(3).integers, "a dense layer has bytes");
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void inExactItHasTheBitsAndCountsOfTheDefinition(Kernel kernel) {
    for (int groups : List.of(1, 2)) {
      QuantizedNetwork grids = Pruned.grids(Pruned.network(groups));
      assertSame(new ScalarBackend().plan(grids, SPARSE), new Forcing(kernel).plan(grids, SPARSE));
    }
  }

  /** Law 7 on weights of any size: each kernel adds in the canonical order. */
  @ParameterizedTest
  @MethodSource("kernels")
  void inFloat32ItRoundsAsTheWalkDoes(Kernel kernel) {
    for (int groups : List.of(1, 2)) {
      Network network = Pruned.network(groups);
      assertSame(
          new Forcing(Kernel.WALK).plan(network, SPARSE),
          new Forcing(kernel).plan(network, SPARSE));
    }
  }

  private static void assertSame(Plan expected, Plan actual) {
    RandomFrames frames = new RandomFrames(30, PIXELS, 255, 4);
    byte[] frame = new byte[PIXELS];
    float[] y = new float[expected.network().outputSize()];
    try (Session one = expected.open();
        Session other = actual.open()) {
      for (int step = 0; step < frames.steps(); step++) {
        frames.frame(step, frame);
        one.stepFrame(frame, y);
        other.stepFrame(frame, y);
        for (int k = 1; k <= expected.network().depth(); k++) {
          assertArrayEquals(accumulators(one, expected, k), accumulators(other, actual, k));
          assertEquals(one.counts().counted(k), other.counts().counted(k));
          assertTrue(other.counts().performed(k) >= other.counts().counted(k));
        }
      }
    }
  }

  /** Zeros without a sign: a column of zeros may add one to a zero. */
  private static double[] accumulators(Session session, Plan plan, int layer) {
    double[] o = new double[plan.network().shape(layer).size()];
    session.readAccumulators(layer, o);
    for (int j = 0; j < o.length; j++) {
      o[j] += 0.0;
    }
    return o;
  }

  /** One event in one layer of 100 channels, of which a few blocks of 8 live. */
  @Test
  void whatIsPerformedIsWhatTheKernelsLoad() {
    Network network = Pruned.dense(100, 8, 0.3);
    int column = 3;
    boolean[] alive = new boolean[100 / Lanes.N + 1];
    int weights = 0;
    float[] dense = network.weighted().get(0).layer().weights().toDense();
    for (int r = 0; r < 100; r++) {
      if (dense[r * Pruned.SIDE + column] != 0) {
        alive[r / Lanes.N] = true;
        weights++;
      }
    }
    int blocks = 0;
    for (boolean block : alive) {
      blocks += block ? 1 : 0;
    }
    assertTrue(weights > 0 && blocks < Lanes.padded(100) / Lanes.N, "some blocks are empty");
    assertEquals(weights, performed(Kernel.WALK, network, column));
    assertEquals(blocks * Lanes.N, performed(Kernel.BLOCKS, network, column));
    assertEquals(Lanes.padded(100), performed(Kernel.LANES, network, column));
  }

  private static long performed(Kernel kernel, Network network, int column) {
    try (Session session = new Forcing(kernel).plan(network, SPARSE).open()) {
      byte[] frame = new byte[Pruned.SIDE];
      frame[column] = 7;
      session.stepFrame(frame, new float[100]);
      return session.counts().performed();
    }
  }
}
