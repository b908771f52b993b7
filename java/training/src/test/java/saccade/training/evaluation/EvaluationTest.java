package saccade.training.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.engine.Argmax;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.SeededRandom;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

class EvaluationTest {
  private static final String GAME = "minatar:breakout";
  private static final Architecture ARCHITECTURE = Architecture.minatar(4, 6);
  private static final Network NETWORK = ARCHITECTURE.network(Parameters.initial(ARCHITECTURE, 2));
  private static final Plan PLAN = new ScalarBackend().plan(NETWORK, PlanOptions.DEFAULT);

  private static Evaluation play(int episodes, double epsilon, long seed) {
    return Evaluation.of(
        PLAN,
        Thresholds.zero(NETWORK),
        GAME,
        new EvaluationOptions(episodes, epsilon, 1_000, seed),
        () -> false);
  }

  /** The same by hand: each episode on a session of its own, so a missing reset would show. */
  @Test
  void isTheNetworksOwnPlay() {
    Environment game = Environments.create(GAME, 9);
    SeededRandom random = new SeededRandom(9, 1);
    byte[] frame = new byte[game.frameLength()];
    float[] y = new float[6];
    double sum = 0;
    long later = 0;
    long counted = 0;
    for (int episode = 0; episode < 20; episode++) {
      game.reset();
      try (Session session = PLAN.open()) {
        for (int step = 0; !game.done(); step++) {
          game.frame(frame);
          session.step(frame, y);
          counted += step == 0 ? 0 : session.counts().counted();
          later += step == 0 ? 0 : 1;
          boolean explore = random.nextDouble() < 0.3;
          game.step(explore ? random.nextInt(6) : Argmax.of(y));
        }
      }
      sum += game.score();
    }
    Evaluation evaluation = play(20, 0.3, 9);
    assertEquals(sum / 20, evaluation.returns().mean(), 1e-12);
    assertEquals((double) counted / later, evaluation.counted(), 1e-9);
    assertEquals(168_704, evaluation.dense());
    assertEquals(168_704 / evaluation.counted(), evaluation.fewer(), 1e-9);
  }

  @Test
  void epsilonAndSeedMatter() {
    assertEquals(play(20, 0.05, 3).returns(), play(20, 0.05, 3).returns());
    assertNotEquals(play(20, 0.05, 3).steps(), play(20, 0.05, 4).steps());
    assertNotEquals(play(20, 0, 3).steps(), play(20, 0.9, 3).steps());
  }

  @Test
  void randomActionsWinHalfAPoint() {
    Returns random = Evaluation.random(GAME, EvaluationOptions.of(400, 7), () -> false);
    assertEquals(0.5, random.mean(), 0.12);
    assertEquals(400, random.episodes());
  }

  @Test
  void anEpisodeWithoutEndIsCut() {
    Evaluation evaluation =
        Evaluation.of(
            PLAN,
            Thresholds.zero(NETWORK),
            GAME,
            new EvaluationOptions(3, 0.05, 2, 1),
            () -> false);
    assertEquals(6, evaluation.steps());
  }

  @Test
  void aStopEndsIt() {
    int[] asked = {0};
    assertThrows(
        StoppedException.class,
        () -> Evaluation.random(GAME, EvaluationOptions.of(1_000, 1), () -> asked[0]++ > 50));
    assertTrue(asked[0] < 60);
  }

  @Test
  void framesOfItsOwnPlayAreRecorded() {
    RecordedPlay play = RecordedPlay.of(PLAN, GAME, 120, 4);
    assertEquals(120, play.steps());
    assertTrue(play.episodeStart(0));
    byte[] first = new byte[400];
    byte[] later = new byte[400];
    play.frame(0, first);
    play.frame(2, later);
    int ones = 0;
    int moved = 0;
    for (int i = 0; i < 400; i++) {
      ones += first[i];
      moved += first[i] != later[i] ? 1 : 0;
    }
    assertTrue(ones >= 32, "bricks, ball, paddle");
    assertTrue(moved > 0);
  }

  @Test
  void returnsAreSummarised() {
    assertEquals(new Returns(2, 1, 3, 3), Returns.of(List.of(1.0, 3.0, 2.0)));
    assertThrows(IllegalArgumentException.class, () -> Returns.of(List.of()));
  }
}
