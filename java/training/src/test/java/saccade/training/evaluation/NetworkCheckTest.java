package saccade.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.engine.Observations;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxWriter;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.verify.reference.References;

/** A network that is not what was learned, or that a backend runs wrongly, must not pass. */
class NetworkCheckTest {
  private static final String GAME = "minatar:breakout";
  private static final Architecture ARCHITECTURE = Architecture.minatar(4, 6);

  private final Parameters learned = Parameters.initial(ARCHITECTURE, 1);

  @Test
  void whatWasLearnedPasses() {
    NetworkCheck.Report report = check(ARCHITECTURE.network(learned), Mask.full(ARCHITECTURE));
    assertEquals(List.of(), report.failures());
    assertTrue(report.verified());
    assertEquals(4, report.rows().size());
    assertEquals(2, report.rows().stream().filter(r -> Boolean.TRUE.equals(r.bitEqual())).count());
    assertEquals(
        2,
        report.rows().stream().filter(r -> r.thresholds().contains("0.01")).count(),
        "a threshold that hides something");
  }

  static Stream<Arguments> mistakes() {
    UnaryOperator<Parameters> noBias =
        p -> {
          for (int i = 0; i < p.layers(); i++) {
            java.util.Arrays.fill(p.bias(i), 0);
          }
          return p;
        };
    UnaryOperator<Parameters> swapped =
        p -> {
          for (int i = 0; i < 128; i += 2) {
            float w = p.weights(2)[i];
            p.weights(2)[i] = p.weights(2)[i + 1];
            p.weights(2)[i + 1] = w;
          }
          return p;
        };
    UnaryOperator<Parameters> scaled =
        p -> {
          for (int i = 0; i < p.weights(2).length; i++) {
            p.weights(2)[i] *= 1.001f;
          }
          return p;
        };
    return Stream.of(
        arguments("no bias", noBias), arguments("swapped", swapped), arguments("scaled", scaled));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void anExportWithAMistakeIsCaught(String name, UnaryOperator<Parameters> mistake) {
    Network wrong = ARCHITECTURE.network(mistake.apply(learned.copy()));
    NetworkCheck.Report report = check(wrong, Mask.full(ARCHITECTURE));
    assertFalse(report.verified());
    assertTrue(report.failures().get(0).contains("differ from the learner's"), name);
  }

  @Test
  void aWeightThatThePruningDroppedIsCaught() {
    BitSet most = new BitSet();
    most.set(0, ARCHITECTURE.weights(1));
    most.clear(17);
    Mask full = Mask.full(ARCHITECTURE);
    Mask mask =
        new Mask(
            new int[] {full.size(0), full.size(1), full.size(2)},
            List.of(full.survivors(0), most, full.survivors(2)));
    NetworkCheck.Report report = check(ARCHITECTURE.network(learned), mask);
    assertEquals(List.of("layer Dense-1 has 1 weights that were pruned"), report.failures());
  }

  @Test
  void aBackendThatMiscountsIsCaught() {
    Network network = ARCHITECTURE.network(learned);
    NetworkCheck.Report report =
        new NetworkCheck(PlantedFault.MISCOUNTED.backend(), GAME, 5, () -> false)
            .check(bytes(network), learned(Mask.full(ARCHITECTURE)));
    assertFalse(report.verified());
  }

  @Test
  void aStopEndsIt() {
    NetworkCheck check = new NetworkCheck(new ScalarBackend(), GAME, 5, () -> true);
    byte[] file = bytes(ARCHITECTURE.network(learned));
    LearnedNetwork all = learned(Mask.full(ARCHITECTURE));
    assertThrows(StoppedException.class, () -> check.check(file, all));
  }

  private NetworkCheck.Report check(Network exported, Mask mask) {
    return new NetworkCheck(new ScalarBackend(), GAME, 5, () -> false)
        .check(bytes(exported), learned(mask));
  }

  private static byte[] bytes(Network network) {
    return OnnxWriter.float32(network, Thresholds.zero(network));
  }

  /** Values of the learned parameters, in double. */
  private LearnedNetwork learned(Mask mask) {
    Network network = ARCHITECTURE.network(learned);
    References references = References.of(network);
    return new LearnedNetwork(
        mask,
        (ByteBuffer observations, int count, float[] q) -> {
          byte[] one = new byte[ARCHITECTURE.observationLength()];
          observations.get(0, one);
          double[][] layers =
              references.dense().activations(Observations.wide(network.input(), one));
          for (int a = 0; a < q.length; a++) {
            q[a] = (float) layers[layers.length - 1][a];
          }
        });
  }
}
