package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** What every emulated game gets from its environment, seen with a game that only keeps a diary. */
class EmulatedEnvironmentTest {
  private static final class Diary implements EmulatedGame {
    final List<Integer> actions = new ArrayList<>();
    int ticks;
    int resets;
    int lastTick = Integer.MAX_VALUE;

    @Override
    public List<String> actions() {
      return List.of("NOOP", "FIRE", "RIGHT");
    }

    @Override
    public void reset() {
      ticks = 0;
      resets++;
      actions.clear();
    }

    @Override
    public int tick(int action) {
      actions.add(action);
      return ++ticks;
    }

    @Override
    public int lives() {
      return ticks >= lastTick ? 0 : 2;
    }

    @Override
    public void save(StateWriter out) {
      out.putInt(ticks);
    }

    @Override
    public void load(StateReader in) {
      ticks = in.getInt("ticks", 0, 1_000_000);
    }

    /** Gray falls from frame to frame, so that the maximum is the older of two. */
    @Override
    public void draw(byte[] screen) {
      Arrays.fill(screen, (byte) (200 - ticks));
    }
  }

  private final Diary game = new Diary();

  private EmulatedEnvironment environment(int maxNoOps, double sticky) {
    return new EmulatedEnvironment("diary", game, 7, maxNoOps, sticky);
  }

  @Test
  void anActionIsHeldForFourFrames() {
    EmulatedEnvironment environment = environment(0, 0);
    environment.reset();
    environment.step(2);
    environment.step(1);
    assertEquals(List.of(2, 2, 2, 2, 1, 1, 1, 1), game.actions);
    assertEquals(8, environment.emulatedFrames());
  }

  @Test
  void rewardIsTheSumOfFourFramesAndScoreThatOfTheEpisode() {
    EmulatedEnvironment environment = environment(0, 0);
    environment.reset();
    environment.step(0);
    assertEquals(1 + 2 + 3 + 4, environment.reward());
    environment.step(0);
    assertEquals(5 + 6 + 7 + 8, environment.reward());
    assertEquals(36, environment.score());
    environment.reset();
    assertEquals(0, environment.reward());
    assertEquals(0, environment.score());
  }

  @Test
  void theFrameIsTheMaximumOfTheLastTwoScreens() {
    EmulatedEnvironment environment = environment(0, 0);
    byte[] frame = new byte[environment.frameLength()];
    byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];
    environment.reset();
    environment.frame(frame);
    assertEquals(200, frame[0] & 0xff);
    environment.step(0);
    environment.frame(frame);
    environment.screen(screen);
    assertEquals(197, frame[0] & 0xff, "frame after tick 3, brighter than after tick 4");
    assertEquals(196, screen[0] & 0xff, "the screen is the newest one alone");
  }

  @Test
  void resetPlaysZeroToThirtyNoOps() {
    EmulatedEnvironment environment = environment(30, 0);
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      environment.reset();
      counts.add(game.actions.size());
      assertTrue(game.actions.stream().allMatch(action -> action == 0));
    }
    assertEquals(0, Collections.min(counts));
    assertEquals(30, Collections.max(counts));
    assertEquals(31, counts.stream().distinct().count());
    assertEquals(counts.stream().mapToLong(Integer::longValue).sum(), environment.emulatedFrames());
  }

  @Test
  void noOpsNeverLeaveAFinishedGame() {
    game.lastTick = 5;
    EmulatedEnvironment environment = environment(30, 0);
    for (int i = 0; i < 100; i++) {
      environment.reset();
      assertTrue(environment.lives() > 0);
      assertFalse(environment.done());
    }
  }

  @Test
  void withoutStickinessEveryActionIsCarriedOut() {
    EmulatedEnvironment environment = environment(0, 0);
    environment.reset();
    for (int i = 0; i < 300; i++) {
      environment.step(i % 3);
      assertEquals(Collections.nCopies(4, i % 3), game.actions.subList(4 * i, 4 * i + 4));
    }
  }

  @Test
  void fullStickinessNeverLeavesTheNoOpOfTheReset() {
    EmulatedEnvironment environment = environment(0, 1);
    environment.reset();
    for (int i = 0; i < 50; i++) {
      environment.step(1);
    }
    assertTrue(game.actions.stream().allMatch(action -> action == 0));
    environment.reset();
    environment.step(2);
    assertEquals(List.of(0, 0, 0, 0), game.actions);
  }

  @Test
  void noActionSticksBeyondAReset() {
    EmulatedEnvironment environment = environment(0, 0.5);
    for (int i = 0; i < 100; i++) {
      environment.reset();
      environment.step(1);
      assertFalse(game.actions.contains(2), "an action of the episode before was carried out");
      environment.step(2);
      environment.step(2);
    }
  }

  /** An action that changes every step starts late by k frames with probability p^k (1 - p). */
  @Test
  void stickinessIsDrawnForEachFrame() {
    EmulatedEnvironment environment = environment(0, 0.25);
    environment.reset();
    int steps = 4_000;
    int[] late = new int[5];
    for (int i = 0; i < steps; i++) {
      int action = 1 + i % 2;
      environment.step(action);
      List<Integer> played = game.actions.subList(4 * i, 4 * i + 4);
      int first = played.indexOf(action);
      late[first < 0 ? 4 : first]++;
    }
    assertEquals(0.75, late[0] / (double) steps, 0.03);
    assertEquals(0.1875, late[1] / (double) steps, 0.03);
    assertTrue(late[2] > 0, "never two frames late");
  }

  @Test
  void theLastLifeEndsTheEpisode() {
    game.lastTick = 8;
    EmulatedEnvironment environment = environment(0, 0);
    environment.reset();
    environment.step(0);
    assertFalse(environment.done());
    environment.step(0);
    assertTrue(environment.done());
    assertEquals(0, environment.lives());
    String message =
        assertThrows(IllegalStateException.class, () -> environment.step(0)).getMessage();
    assertTrue(message.contains("call reset()"), message);
    environment.reset();
    environment.step(0);
    assertEquals(2, game.resets);
  }

  @Test
  void theStepLimitEndsTheEpisode() {
    EmulatedEnvironment environment = environment(0, 0);
    environment.reset();
    for (int i = 0; i < 26_999; i++) {
      environment.step(0);
    }
    assertFalse(environment.done());
    environment.step(0);
    assertTrue(environment.done());
    environment.reset();
    environment.step(0);
    assertFalse(environment.done(), "the limit counts from the reset");
  }

  @Test
  void wrongUseIsRefusedInOneSentence() {
    EmulatedEnvironment environment = environment(0, 0);
    assertTrue(environment.done());
    assertThrows(IllegalStateException.class, () -> environment.step(0));
    assertThrows(IllegalStateException.class, () -> environment.frame(new byte[84 * 84]));
    environment.reset();
    for (int action : new int[] {-1, 3}) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> environment.step(action)).getMessage();
      assertEquals("action is " + action + " and must be from 0 to 2", message);
    }
    assertThrows(IllegalArgumentException.class, () -> environment.frame(new byte[84 * 83]));
    assertThrows(IllegalArgumentException.class, () -> environment.screen(new byte[84 * 84]));
    assertEquals(0, game.ticks, "a refused step must not play");
  }

  @Test
  void optionsOutOfRangeAreRefused() {
    for (double sticky : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> environment(0, sticky));
    }
    assertThrows(IllegalArgumentException.class, () -> environment(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> environment(1_001, 0));
  }
}
