package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.Environments;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Thresholds;

/** Who acts in a game, and what follows. */
class ActingTest {
  private static final int PIXELS = ToyGame.CHANNELS * ToyGame.WIDTH;
  private static final Input FRAME = new ImageStack(1, ToyGame.CHANNELS, 1, ToyGame.WIDTH);

  /** Chooses by the pixels. */
  private static final Network SEEING =
      network(FRAME, new float[] {1, 0, 0, -1, 0, 2, 0, 0, 0, -1, 2, 1}, 0, 0.5f, 0.25f);

  private static Network network(Input input, float[] weights, float... bias) {
    int n = input.shape().size();
    Dense only =
        new Dense(
            "only", CsrWeights.fromDense(bias.length, n, weights), new Bias(bias), Activation.NONE);
    return new Network("net", input, List.of(new Flatten("flatten"), only));
  }

  /** Always plays one action. */
  private static Network stubborn(int action) {
    float[] bias = new float[3];
    bias[action] = 1;
    return network(FRAME, new float[3 * PIXELS], bias);
  }

  /** The network, the actions that were played, and the report. */
  private record Played(List<Integer> actions, List<byte[]> frames, RunReport report) {}

  private static Played play(Network network, Acting acting, long seed, int steps, long episodes) {
    ToyGame[] game = new ToyGame[1];
    Drive drive = GameDrive.asItIs(s -> game[0] = new ToyGame(s), network, acting);
    Setup setup =
        new Setup(
            new ScalarBackend(),
            network,
            null,
            null,
            PlanOptions.DEFAULT,
            Thresholds.zero(network),
            seed,
            drive.notes());
    List<byte[]> frames = new ArrayList<>();
    FrameSource source = drive.played(seed);
    try (Viewing viewing = new Viewing(setup, source, 1)) {
      viewing.play(steps, episodes, step -> frames.add(shown(source)));
      assertTrue(viewing.report().verified());
      return new Played(game[0].played, frames, viewing.report());
    }
  }

  private static byte[] shown(FrameSource source) {
    byte[] frame = new byte[PIXELS];
    source.frame(frame);
    return frame;
  }

  private static Acting acting(@Nullable Actor actor, @Nullable Double epsilon) {
    return new Acting(actor, epsilon, true);
  }

  @Test
  void aNetworkThatAlwaysChoosesAnActionPlaysIt() {
    for (int action = 0; action < 3; action++) {
      Played played = play(stubborn(action), acting(null, 0.0), 1, 1_000, 2);
      assertEquals(Collections.nCopies(2 * ToyGame.EPISODE, action), played.actions);
      double won = action * ToyGame.EPISODE;
      assertEquals(new RunReport.Score(won, won, won), played.report.score());
      assertEquals("network", played.report.actor());
      assertEquals(0, played.report.epsilon());
      assertEquals(2, played.report.episodes());
      assertEquals(2 * (ToyGame.EPISODE + 1), played.report.steps());
    }
  }

  @Test
  void theAnswerToAFrameIsTheActionBehindIt() {
    int episodes = 10;
    Played played = play(SEEING, acting(null, 0.0), 5, 1_000, episodes);
    assertEquals(episodes * ToyGame.EPISODE, played.actions.size());
    for (int step = 0; step < played.actions.size(); step++) {
      byte[] x = played.frames.get(step + step / ToyGame.EPISODE); // the last one has no action
      double[] y = {x[0] - x[3], 2 * x[1] + 0.5, -x[1] + 2 * x[2] + x[3] + 0.25};
      int best = y[1] > y[0] ? 1 : 0;
      assertEquals(y[2] > y[best] ? 2 : best, played.actions.get(step), "step " + step);
    }
    assertEquals(3, played.actions.stream().distinct().count(), played.actions.toString());
  }

  @Test
  void aShareOfTheActionsIsRandomBySeed() {
    Played half = play(stubborn(1), acting(null, 0.5), 3, 6_000, Long.MAX_VALUE);
    double greedy = half.actions.stream().filter(a -> a == 1).count();
    assertEquals(0.5 + 0.5 / 3, greedy / half.actions.size(), 0.03);
    assertEquals(0.5, half.report.epsilon());
    Played again = play(stubborn(1), acting(null, 0.5), 3, 6_000, Long.MAX_VALUE);
    assertEquals(half.actions, again.actions);
    assertEquals(half.report.score(), again.report.score());
    Played other = play(stubborn(1), acting(null, 0.5), 4, 6_000, Long.MAX_VALUE);
    assertNotEquals(half.actions, other.actions);
    assertEquals(0.05, play(stubborn(1), Acting.TRAINED, 1, 10, 1).report.epsilon());
  }

  @Test
  void framesThatAreRecordedAreThoseOfTheNetworkPlaying() {
    Drive drive = GameDrive.asItIs(ToyGame::new, SEEING, acting(null, 0.2));
    FrameSequence recorded = drive.verified(9, 40);
    Played played = play(SEEING, acting(null, 0.2), 9, 40, Long.MAX_VALUE);
    byte[] frame = new byte[PIXELS];
    for (int step = 0; step < 40; step++) {
      recorded.frame(step, frame);
      assertArrayEquals(played.frames.get(step), frame, "step " + step);
      assertEquals(step % (ToyGame.EPISODE + 1) == 0, recorded.episodeStart(step));
    }
    assertEquals("game toy, played by the network (0.2 at random)", drive.description());
    assertEquals(" --env toy --actor network --epsilon 0.2", drive.flag());
  }

  @Test
  void withoutAnOutputForEveryActionRandomOnesArePlayed() {
    Network two = network(FRAME, new float[2 * PIXELS], 0, 1);
    Played played = play(two, Acting.TRAINED, 1, 300, Long.MAX_VALUE);
    assertEquals("random", played.report.actor());
    assertNull(played.report.epsilon());
    assertEquals(3, played.actions.stream().distinct().count());
    assertEquals(
        List.of("It does not act, because it has 2 outputs and toy has 3 actions."),
        played.report.notes());
    assertRefused("2 outputs", two, acting(Actor.NETWORK, null));
  }

  @Test
  void whoActsIsChosenAndAsked() {
    ToyGame toy = new ToyGame(1);
    assertEquals(Actor.NETWORK, Players.choose(Acting.TRAINED, SEEING, toy));
    assertEquals(Actor.RANDOM, Players.choose(Acting.WATCHING, SEEING, toy));
    assertEquals(Actor.RANDOM, Players.choose(acting(Actor.RANDOM, null), SEEING, toy));
    Acting untrained = new Acting(Actor.NETWORK, 0.1, false);
    assertEquals(Actor.NETWORK, Players.choose(untrained, SEEING, toy));
    var breakout = Environments.create("breakout", 1);
    assertEquals(Actor.SCRIPTED, Players.choose(Acting.TRAINED, SEEING, breakout));
    assertEquals(Actor.RANDOM, Players.choose(acting(Actor.RANDOM, null), SEEING, breakout));
    assertRefused("no scripted player", SEEING, acting(Actor.SCRIPTED, null));
    assertRefused("--epsilon 0.1", SEEING, acting(Actor.RANDOM, 0.1));
    for (double wrong : new double[] {-0.1, 1.5, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> acting(null, wrong));
    }
  }

  private static void assertRefused(String named, Network network, Acting acting) {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GameDrive.asItIs(ToyGame::new, network, acting))
            .getMessage();
    assertTrue(message.contains(named), message);
  }

  @Test
  void aGameSaysWhatATensorHoldsIfTheFileMayNot() {
    ToyGame toy = new ToyGame(1);
    Shape both = new Shape(4, 1, 2);
    ImageStack two = new ImageStack(2, 2, 1, 2);
    assertEquals(FRAME, GameFrames.in(toy, of(new ImageStack(2, 1, 2))));
    assertEquals(two, GameFrames.in(toy, of(new ImageStack(4, 1, 2))));
    assertEquals(two, GameFrames.in(toy, of(new FloatStack(1, both, null))));
    for (Input other :
        List.of(
            two, new ImageStack(1, 4, 1, 2), new ImageStack(3, 1, 2), new ImageStack(2, 2, 2))) {
      assertEquals(other, GameFrames.in(toy, of(other)));
    }
    Network gray = of(new ImageStack(4, 84, 84));
    assertEquals(gray.input(), GameFrames.in(Environments.create("breakout", 1), gray));
  }

  private static Network of(Input input) {
    return network(input, new float[input.shape().size()], 0);
  }

  @Test
  void channelsAreBroughtToAnotherSizeEachByItself() {
    Network wide = of(new ImageStack(1, ToyGame.CHANNELS, 2, 4));
    Drive drive = GameDrive.fitted(ToyGame::new, wide, Acting.TRAINED);
    FrameSource source = drive.played(6);
    source.advance();
    byte[] frame = new byte[ToyGame.CHANNELS * 2 * 4];
    source.frame(frame);
    byte[] rows = {0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0}; // 6 is 0110 from the right
    assertArrayEquals(rows, frame);
    assertEquals("random", source.actor());
    Network three = of(new ImageStack(1, 3, 1, 2));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GameDrive.fitted(ToyGame::new, three, Acting.TRAINED))
            .getMessage();
    assertEquals(
        "game toy shows images of 2x1x2, but network net takes 3x1x2; choose another game",
        message);
  }

  @Test
  void withoutAGameImagesOfSeveralChannelsAreBitmapsThatFlipHereAndThere() {
    Drive drive = Drive.standard(of(new ImageStack(2, 3, 10, 10)));
    assertEquals("random-bitmaps", drive.name());
    FrameSequence frames = drive.verified(1, 600);
    byte[] before = new byte[300];
    byte[] now = new byte[300];
    int changed = 0;
    for (int step = 0; step < 600; step++) {
      frames.frame(step, now);
      assertEquals(step % 500 == 0, frames.episodeStart(step));
      for (int i = 0; i < now.length; i++) {
        assertTrue(now[i] == 0 || now[i] == 1);
        changed += now[i] != before[i] ? 1 : 0;
      }
      System.arraycopy(now, 0, before, 0, now.length);
    }
    assertTrue(changed > 600 && changed < 600 * 10, changed + " changes");
  }
}
