package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.minatar.Chance;
import saccade.environments.minatar.MinAtarGame;
import saccade.environments.minatar.MinAtarGames;
import saccade.environments.minatar.MinAtarOptions;
import saccade.environments.minatar.RecordedChance;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

class MinAtarEnvironmentTest {
  /** Writes down what it is told to do. */
  private static final class Diary implements MinAtarGame {
    final List<Integer> actions = new ArrayList<>();

    @Override
    public List<String> channels() {
      return List.of("nothing");
    }

    @Override
    public List<Integer> minimalActions() {
      return List.of(0, 2, 5);
    }

    @Override
    public void reset(Chance chance) {}

    @Override
    public int act(int action, Chance chance) {
      actions.add(action);
      return 2;
    }

    @Override
    public boolean ended() {
      return actions.size() % 10 == 0 && !actions.isEmpty();
    }

    @Override
    public void draw(byte[] frame) {}

    @Override
    public void save(StateWriter out) {}

    @Override
    public void load(StateReader in) {}
  }

  private final Diary game = new Diary();

  private MinAtarEnvironment diary(double sticky, boolean minimal) {
    return new MinAtarEnvironment("diary", game, new MinAtarOptions(sticky, true, minimal), 1);
  }

  static List<String> games() {
    return MinAtarGames.names();
  }

  @ParameterizedTest
  @CsvSource({
    "breakout, 4, 'paddle,ball,trail,brick', nlr",
    "asterix, 4, 'player,enemy,trail,gold', nlurd",
    "freeway, 7, 'chicken,car,speed1,speed2,speed3,speed4,speed5', nud",
    "space_invaders, 6,"
        + " 'cannon,alien,alien_left,alien_right,friendly_bullet,enemy_bullet', nlrf",
    "seaquest, 10, 'sub_front,sub_back,friendly_bullet,trail,enemy_bullet,enemy_fish,enemy_sub,"
        + "oxygen,divers,diver', nlurdf"
  })
  void shapesChannelsAndActionsAreThePublishedOnes(
      String name, int channels, String names, String minimal) {
    MinAtarEnvironment environment = Environments.minAtar(name, 1, MinAtarOptions.DEFAULT);
    assertEquals("minatar:" + name, environment.name());
    assertEquals(10, environment.height());
    assertEquals(10, environment.width());
    assertEquals(channels, environment.channels());
    assertEquals(100 * channels, environment.frameLength());
    assertEquals(1, environment.maxValue());
    assertEquals(names, String.join(",", environment.channelNames()));
    assertEquals(List.of("n", "l", "u", "r", "d", "f"), environment.actions());
    MinAtarEnvironment few = Environments.minAtar(name, 1, new MinAtarOptions(0.1, true, true));
    assertEquals(minimal, String.join("", few.actions()));
  }

  @Test
  void minimalActionsMeanTheSameMovesByOtherNumbers() {
    MinAtarEnvironment environment = diary(0, true);
    environment.reset();
    for (int action = 0; action < 3; action++) {
      environment.step(action);
    }
    assertEquals(List.of(0, 2, 5), game.actions);
    assertThrows(IllegalArgumentException.class, () -> environment.step(3));
  }

  @Test
  void theActionCarriedOutLastIsRepeatedOneTimeInTen() {
    MinAtarEnvironment environment = diary(0.1, false);
    int stuck = 0;
    int steps = 20_000;
    for (int i = 0; i < steps; i++) {
      if (environment.done()) {
        environment.reset();
      }
      int action = 1 + i % 3;
      environment.step(action);
      stuck += game.actions.get(i) == action ? 0 : 1;
    }
    assertEquals(0.1, stuck / (double) steps, 0.01);
  }

  @Test
  void theMemoryOfTheActionBeginsWithNothingAndHoldsTheEffectiveOne() {
    MinAtarEnvironment environment = diary(1, false);
    environment.reset();
    for (int i = 0; i < 5; i++) {
      environment.step(3);
    }
    assertEquals(List.of(0, 0, 0, 0, 0), game.actions);
  }

  @Test
  void theMemoryOfTheActionOutlivesAReset() {
    RecordedChance chance = new RecordedChance();
    MinAtarEnvironment environment =
        new MinAtarEnvironment(
            "diary", game, MinAtarOptions.DEFAULT, new SeededRandom(0, 0), chance);
    environment.reset();
    chance.load("u0.1,u0.0999");
    environment.step(4);
    environment.reset();
    environment.step(1);
    assertEquals(List.of(4, 4), game.actions);
  }

  @Test
  void wrongUseIsRefusedInOneSentence() {
    MinAtarEnvironment environment = diary(0.1, false);
    assertTrue(environment.done());
    assertEquals(0, environment.lives());
    assertThrows(IllegalStateException.class, () -> environment.step(0));
    assertThrows(IllegalStateException.class, () -> environment.frame(new byte[100]));
    environment.reset();
    assertEquals(1, environment.lives());
    for (int action : new int[] {-1, 6}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> environment.step(action)).getMessage();
      assertEquals("action is " + action + " and must be from 0 to 5", message);
    }
    assertThrows(IllegalArgumentException.class, () -> environment.frame(new byte[99]));
    for (double sticky : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> diary(sticky, false));
    }
    assertTrue(game.actions.isEmpty(), "a refused step must not play");
  }

  @Test
  void rewardScoreAndStepsAreCounted() {
    MinAtarEnvironment environment = diary(0, false);
    environment.reset();
    for (int i = 0; i < 10; i++) {
      environment.step(0);
    }
    assertEquals(2, environment.reward());
    assertEquals(20, environment.score());
    assertTrue(environment.done());
    assertFalse(environment.truncated());
    environment.reset();
    assertEquals(0, environment.reward());
    assertEquals(0, environment.score());
    assertEquals(10, environment.emulatedFrames());
  }

  @ParameterizedTest
  @MethodSource("games")
  void theSeedDecidesEverything(String name) {
    long first = SnapshotTest.play(Environments.create("minatar:" + name, 9), 1, 5_000);
    long same = SnapshotTest.play(Environments.create("minatar:" + name, 9), 1, 5_000);
    long other = SnapshotTest.play(Environments.create("minatar:" + name, 10), 1, 5_000);
    assertEquals(first, same);
    assertNotEquals(first, other);
  }

  @ParameterizedTest
  @MethodSource("games")
  void framesHoldZerosAndOnes(String name) {
    Environment environment = Environments.create("minatar:" + name, 2);
    SeededRandom random = new SeededRandom(3, 0);
    byte[] frame = new byte[environment.frameLength()];
    boolean[] seen = new boolean[environment.channels()];
    for (int i = 0; i < 20_000; i++) {
      if (environment.done()) {
        environment.reset();
      }
      environment.step(random.nextInt(6));
      environment.frame(frame);
      for (int j = 0; j < frame.length; j++) {
        assertTrue(frame[j] == 0 || frame[j] == 1);
        seen[j / 100] |= frame[j] == 1;
      }
    }
    boolean[] all = new boolean[seen.length];
    Arrays.fill(all, true);
    assertArrayEquals(all, seen, "a channel stayed empty");
  }

  @ParameterizedTest
  @MethodSource("games")
  void stepsFramesAndResetsAllocateNothing(String name) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    LockStep lockStep = new LockStep("minatar:" + name, 4, 1);
    int[] actions = new int[4];
    SeededRandom random = new SeededRandom(3, 0);
    play(lockStep, random, actions);
    long before = threads.getCurrentThreadAllocatedBytes();
    play(lockStep, random, actions);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertTrue(allocated < 3_000, allocated + " bytes in 3,000 steps of four environments");
  }

  private static void play(LockStep lockStep, SeededRandom random, int[] actions) {
    for (int i = 0; i < 3_000; i++) {
      for (int j = 0; j < actions.length; j++) {
        actions[j] = random.nextInt(6);
      }
      lockStep.step(actions);
    }
  }
}
