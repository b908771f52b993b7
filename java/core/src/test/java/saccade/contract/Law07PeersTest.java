package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.Verification;

/** Law 7c: one step of two backends from one restored snapshot, and proof that it can fail. */
class Law07PeersTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";
  private static final String DIFFERENCE = "in one session and";
  private static final int STEPS = 60;

  private static Verification.Row row(Backend backend, Backend peer, Case c, Thresholds t) {
    PlanOptions options = PlanOptions.DEFAULT.withRefreshInterval(11);
    return new Verification(backend, peer, c.references(Mode.FLOAT32), options, null)
        .run(t, Cases.frames(c.network(), STEPS, 6));
  }

  private static List<Thresholds> settings(Network network) {
    return List.of(Thresholds.zero(network), Thresholds.uniform(network, 0.3f));
  }

  /** Against the definition; its own row must not differ from it at all. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law7cLayersAgreeWithTheDefinitionWhereEarlierOnesSentTheSame(Backend backend) {
    for (long seed = 600; seed < 620; seed++) {
      Case c = Case.random(seed);
      for (Thresholds t : settings(c.network())) {
        Verification.Row row = row(backend, new ScalarBackend(), c, t);
        assertEquals(List.of(), row.failures());
        Verification.Peer peer = row.peer();
        assertNotNull(peer);
        assertEquals("scalar", peer.backend());
        assertTrue(peer.comparedShare() > 0.95, peer.toString());
        if (backend instanceof ScalarBackend) {
          assertEquals(1, peer.comparedShare());
          assertEquals(0, peer.maxAbsError());
          assertEquals(0, peer.maxAbsErrorOfRuns());
        }
      }
    }
  }

  @Test
  void law7cIsOfFloat32Alone() {
    Case c = Case.random(600);
    Verification.Row exact =
        new Verification(
                new ScalarBackend(),
                new ScalarBackend(),
                c.references(Mode.EXACT),
                PlanOptions.DEFAULT,
                null)
            .run(Thresholds.zero(c.network()), Cases.frames(c.network(), STEPS, 6));
    assertTrue(exact.ok(), () -> exact.failures().toString());
    assertNull(exact.peer());
  }

  /** Faults that change an accumulator, in a peer: the comparison names the accumulator. */
  @ParameterizedTest
  @EnumSource(
      value = PlantedFault.class,
      names = {"BORDER_FAN_OUT_WRONG", "EVENT_LOST", "BIAS_FORGOTTEN"})
  void law7cAFaultOfAPeerIsSeen(PlantedFault fault) {
    boolean seen = false;
    for (long seed = 600; seed < 620 && !seen; seed++) {
      Case c = Case.random(seed);
      for (Thresholds t : settings(c.network())) {
        Verification.Row row = row(new ScalarBackend(), fault.backend(), c, t);
        seen |= row.failures().stream().anyMatch(what -> what.contains(DIFFERENCE));
      }
    }
    assertTrue(seen, fault::toString);
  }

  /** A peer that sends other neurons is not blamed for the layers behind them. */
  @Test
  void law7cBehindOtherNeuronsNothingIsCompared() {
    int skipped = 0;
    for (long seed = 600; seed < 620; seed++) {
      Case c = Case.random(seed);
      Thresholds t = Thresholds.uniform(c.network(), 1);
      Backend strict = PlantedFault.STRICT_THRESHOLD.backend();
      Verification.Row row = row(new ScalarBackend(), strict, c, t);
      assertTrue(
          row.failures().stream().noneMatch(what -> what.contains(DIFFERENCE)),
          () -> row.failures().toString());
      Verification.Peer peer = row.peer();
      assertNotNull(peer);
      skipped += peer.comparedShare() < 1 ? 1 : 0;
    }
    assertTrue(skipped > 10, skipped + " cases in which the peer sent other neurons");
  }

  /**
   * One unit in the last place, behind a ReLU: the running bound lets it pass, a step's does not.
   */
  @Test
  void law7cADriftBelowTheRunningBoundIsSeenBesideAPeer() {
    int hidden = 0;
    for (long seed = 600; seed < 620; seed++) {
      Case c = Case.random(seed);
      Thresholds t = Thresholds.zero(c.network());
      Backend drifting = new Drifting();
      if (row(drifting, null, c, t).ok()) {
        hidden++;
        Verification.Row beside = row(new ScalarBackend(), drifting, c, t);
        assertTrue(
            beside.failures().stream().anyMatch(what -> what.contains(DIFFERENCE)),
            () -> beside.failures().toString());
        Verification.Peer peer = beside.peer();
        assertNotNull(peer);
        assertTrue(peer.maxAbsError() > 0);
      }
    }
    assertTrue(hidden > 3, hidden + " cases that nobody sees without a peer");
  }

  /** The definition, but the lowest accumulator of the first layer reads one ulp too low. */
  private static final class Drifting implements Backend {
    private final Backend definition = new ScalarBackend();

    @Override
    public String name() {
      return "drifting";
    }

    @Override
    public Optional<String> whyUnavailable() {
      return Optional.empty();
    }

    @Override
    public String device() {
      return "CPU";
    }

    @Override
    public Plan plan(Network network, PlanOptions options) {
      Plan plan = definition.plan(network, options);
      return proxy(
          Plan.class,
          (self, method, arguments) -> {
            Object answer = call(plan, method, arguments);
            return answer instanceof Session session ? drifting(session) : answer;
          });
    }

    @Override
    public Plan plan(QuantizedNetwork network, PlanOptions options) {
      return definition.plan(network, options);
    }

    private static Session drifting(Session session) {
      return proxy(
          Session.class,
          (self, method, arguments) -> {
            Object answer = call(session, method, arguments);
            if (method.getName().equals("readAccumulators") && (int) arguments[0] == 1) {
              double[] o = (double[]) arguments[1];
              int lowest = 0;
              for (int j = 0; j < o.length; j++) {
                lowest = o[j] < o[lowest] ? j : lowest;
              }
              o[lowest] = Math.nextDown((float) o[lowest]);
            }
            return answer;
          });
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
      return type.cast(
          Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
  }
}
