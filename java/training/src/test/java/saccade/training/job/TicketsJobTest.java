package saccade.training.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.model.Network;
import saccade.onnx.OnnxReader;
import saccade.training.PlainLearner;
import saccade.training.dqn.ExperienceSettings;
import saccade.training.dqn.Exploration;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.dqn.Preset;
import saccade.training.dqn.TrainingRun;
import saccade.training.dqn.UpdateSettings;
import saccade.training.job.TicketOptions.Control;
import saccade.training.job.TicketsReport.Round;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;
import saccade.training.pruning.Allotment;
import saccade.training.pruning.Floors;
import saccade.training.pruning.Pattern;
import saccade.training.pruning.PruningOptions;
import saccade.training.pruning.Scope;

class TicketsJobTest {
  private static final PruningOptions ALL =
      new PruningOptions(Scope.ALL, Allotment.GLOBAL, Pattern.UNSTRUCTURED, Floors.NONE);
  private static final Architecture ARCHITECTURE =
      Preset.architecture("minatar:breakout", "minatar");

  @TempDir Path folder;

  /** Initial parameters of every training, in order, as the learner was given them. */
  private final List<Parameters> given = new ArrayList<>();

  private final LearnerProvider recording =
      new LearnerProvider() {
        @Override
        public String name() {
          return "recording";
        }

        @Override
        public Optional<String> whyUnavailable() {
          return Optional.empty();
        }

        @Override
        public Learner open(
            Architecture architecture, Parameters initial, LearnerSettings settings) {
          given.add(initial.copy());
          return PlainLearner.whole().open(architecture, initial, settings);
        }
      };

  private static HyperParameters settings() {
    return new HyperParameters(
        "test",
        "minatar:breakout",
        "minatar",
        3,
        4,
        1,
        ActorKind.LEARNER,
        new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8),
        new Exploration(1, 0.3, 500),
        new ExperienceSettings(800, 100, 1, 0.99, 0),
        new UpdateSettings(6, 8, 20),
        HyperParameters.NOT_PRUNED);
  }

  private TicketsReport search(
      Path out, TicketOptions tickets, boolean resume, BooleanSupplier stop) throws IOException {
    JobOptions options =
        new JobOptions(settings(), out, resume, new TrainingRun.Limits(1_000, 60, 1_000), 2);
    return new TicketsJob(
            options, tickets, new JobContext(recording, stop, point -> {}), name -> {})
        .run();
  }

  private static TicketOptions tickets(int rounds, long rewind, Control... controls) {
    return new TicketOptions(rounds, 0.2, ALL, rewind, List.of(controls), 1_000, 60, 2);
  }

  @Test
  void everyRoundKeepsFourFifthsAndWritesAVerifiedNetwork() throws IOException {
    TicketsReport report = search(folder.resolve("t"), tickets(2, 0), false, () -> false);
    assertNotNull(report);
    assertEquals(3, report.rounds().size());
    for (Round round : report.rounds()) {
      assertEquals(132_416, round.total());
      assertEquals(Math.round(132_416 * Math.pow(0.8, round.round())), round.kept());
      assertTrue(round.verified());
      Network network = OnnxReader.read(Path.of(round.onnx())).network();
      long weights =
          network.weighted().stream().mapToLong(l -> l.layer().weights().pattern().entries()).sum();
      assertEquals(round.kept(), weights);
      assertTrue(Files.exists(Path.of(round.curve())));
    }
  }

  @Test
  void survivorsStartWhereTheyStartedAndTheOthersAtZero() throws IOException {
    search(folder.resolve("t"), tickets(2, 0), false, () -> false);
    Parameters first = Parameters.initial(ARCHITECTURE, 3);
    assertTrue(given.get(0).sameBits(first));
    assertRewound(first, given.get(1), Math.round(132_416 * 0.8));
    assertRewound(first, given.get(2), Math.round(132_416 * 0.64));
  }

  @Test
  void rewindsToWhereRoundZeroWasAfterSomeFrames() throws IOException {
    Path out = folder.resolve("t");
    search(out, tickets(1, 600), false, () -> false);
    Parameters early = RewindFile.read(out.resolve(RewindFile.NAME), ARCHITECTURE);
    assertFalse(early.sameBits(Parameters.initial(ARCHITECTURE, 3)));
    assertRewound(early, given.get(1), Math.round(132_416 * 0.8));
  }

  private static void assertRewound(Parameters start, Parameters round, long kept) {
    long same = 0;
    for (int layer = 0; layer < start.layers(); layer++) {
      for (int i = 0; i < start.weights(layer).length; i++) {
        float w = round.weights(layer)[i];
        assertTrue(w == 0 || w == start.weights(layer)[i]);
        same += w != 0 ? 1 : 0;
      }
      assertEquals(0, java.util.Arrays.mismatch(start.bias(layer), round.bias(layer)) + 1, "bias");
    }
    assertEquals(kept, same);
  }

  @Test
  void controlsKeepAsManyWeightsAndDifferInWhatTheyControl() throws IOException {
    TicketsReport report =
        search(
            folder.resolve("t"),
            tickets(1, 0, Control.RANDOM_MASK, Control.NEW_WEIGHTS, Control.DENSE),
            false,
            () -> false);
    assertEquals(
        List.of("round-0-dense", "round-1-random-mask", "round-1-new-weights"),
        report.controls().stream().map(Round::name).toList());
    Round ticket = report.rounds().get(1);
    for (Round control : report.controls().subList(1, 3)) {
      for (int layer = 0; layer < 3; layer++) {
        assertEquals(
            ticket.mask().layers().get(layer).kept(), control.mask().layers().get(layer).kept());
      }
    }
    Parameters dense = given.get(0);
    Parameters otherDense = given.get(1);
    Parameters pruned = given.get(2);
    Parameters randomMask = given.get(3);
    Parameters newWeights = given.get(4);
    assertFalse(dense.sameBits(otherDense));
    assertEquals(1, agreement(pruned, newWeights, true), 1e-12);
    assertTrue(agreement(pruned, newWeights, false) < 0.01);
    assertNotEquals(1, agreement(pruned, randomMask, true));
    assertRewound(dense, randomMask, Math.round(132_416 * 0.8));
  }

  /** Share of weights that are pruned in both or in neither, or of kept ones that are equal. */
  private static double agreement(Parameters a, Parameters b, boolean mask) {
    long same = 0;
    long all = 0;
    for (int layer = 0; layer < a.layers(); layer++) {
      for (int i = 0; i < a.weights(layer).length; i++) {
        float x = a.weights(layer)[i];
        float y = b.weights(layer)[i];
        if (mask || x != 0) {
          all++;
          same += (mask ? (x == 0) == (y == 0) : x == y) ? 1 : 0;
        }
      }
    }
    return (double) same / all;
  }

  @Test
  void aSearchThatWasStoppedAnywhereGoesOnToTheSameEnd() throws IOException {
    Path whole = folder.resolve("whole");
    Path parts = folder.resolve("parts");
    TicketOptions tickets = tickets(2, 600, Control.RANDOM_MASK);
    TicketsReport expected = search(whole, tickets, false, () -> false);
    int[] asked = {0};
    boolean resume = false;
    TicketsReport actual = null;
    for (int stops = 0; actual == null; stops++) {
      assertTrue(stops < 40, "never ends");
      int most = asked[0] + 130; // half a training
      actual = search(parts, tickets, resume, () -> asked[0]++ >= most);
      resume = true;
    }
    assertSame(expected.rounds(), actual.rounds());
    assertSame(expected.controls(), actual.controls());
  }

  private static void assertSame(List<Round> expected, List<Round> actual) throws IOException {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i).returns(), actual.get(i).returns());
      assertEquals(expected.get(i).mask(), actual.get(i).mask());
      assertEquals(
          -1,
          Files.mismatch(Path.of(expected.get(i).onnx()), Path.of(actual.get(i).onnx())),
          expected.get(i).name());
    }
  }

  @Test
  void aFolderWithASearchIsNotUsedTwiceAndNotUnderOtherSettings() throws IOException {
    Path out = folder.resolve("t");
    assertNull(search(out, tickets(1, 0), false, () -> true));
    assertRefused("--resume", () -> search(out, tickets(1, 0), false, () -> false));
    assertRefused("other settings", () -> search(out, tickets(2, 0), true, () -> false));
    assertRefused(
        "no search", () -> search(folder.resolve("empty"), tickets(1, 0), true, () -> false));
  }

  private interface Call {
    void run() throws IOException;
  }

  private static void assertRefused(String reason, Call call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  @Test
  void impossibleSearchesAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TicketOptions(0, 0.2, ALL, 0, List.of(), 1_000, 60, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TicketOptions(1, 1, ALL, 0, List.of(), 1_000, 60, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TicketOptions(1, 0.2, ALL, 1_000, List.of(), 1_000, 60, 2));
  }
}
