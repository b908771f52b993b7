package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.EmulationOptions;
import saccade.environments.emulation.ScriptedPlayer;

class EnvironmentsTest {
  @ParameterizedTest
  @CsvSource({
    "breakout, NOOP FIRE RIGHT LEFT",
    "invaders, NOOP FIRE RIGHT LEFT RIGHTFIRE LEFTFIRE",
    "scroll, NOOP FIRE UP DOWN UPFIRE DOWNFIRE"
  })
  void pixelGamesHaveAtarisShape(String name, String actions) {
    Environment game = Environments.create(name, 1);
    assertEquals(name, game.name());
    assertEquals(84, game.height());
    assertEquals(84, game.width());
    assertEquals(1, game.channels());
    assertEquals(7_056, game.frameLength());
    assertEquals(List.of(actions.split(" ")), game.actions());
    assertEquals(255, game.maxValue());
  }

  @Test
  void namesAreThoseOfThePixelGamesAndOfMinAtar() {
    assertEquals(
        List.of(
            "breakout",
            "invaders",
            "scroll",
            "minatar:breakout",
            "minatar:space_invaders",
            "minatar:freeway",
            "minatar:asterix",
            "minatar:seaquest"),
        Environments.names());
    for (String name : Environments.names()) {
      assertEquals(name, Environments.create(name, 1).name());
    }
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Environments.create("pong", 1))
            .getMessage();
    assertTrue(
        message.startsWith(
            "unknown environment 'pong'; known are: breakout, invaders, scroll, minatar:"),
        message);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    for (double sticky : new double[] {0, 0.25}) {
      BreakoutOptions options = new BreakoutOptions(true, 30, sticky);
      assertEquals(checksum(9, options, 3_000), checksum(9, options, 3_000));
    }
  }

  @Test
  void anotherSeedGivesOtherBits() {
    assertNotEquals(
        checksum(9, BreakoutOptions.DEFAULT, 300), checksum(10, BreakoutOptions.DEFAULT, 300));
  }

  @Test
  void everyOptionChangesTheRun() {
    long plain = checksum(9, BreakoutOptions.DEFAULT, 300);
    assertNotEquals(plain, checksum(9, new BreakoutOptions(false, 30, 0), 300));
    assertNotEquals(plain, checksum(9, new BreakoutOptions(true, 0, 0), 300));
    assertNotEquals(plain, checksum(9, new BreakoutOptions(true, 30, 0.25), 300));
  }

  @Test
  void successiveEpisodesDiffer() {
    Environment breakout = Environments.breakout(4, new BreakoutOptions(true, 0, 0));
    byte[] first = new byte[breakout.frameLength()];
    byte[] second = new byte[breakout.frameLength()];
    breakout.reset();
    breakout.frame(first);
    breakout.reset();
    breakout.frame(second);
    assertFalse(Arrays.equals(first, second));
  }

  /**
   * Results on this game are compared across versions: whoever changes rules, art, preprocessing or
   * player gives the game a new name instead of new numbers here.
   */
  @Test
  void rulesAndArtAreFrozen() {
    assertEquals(1_063_926_473L, checksum(7, BreakoutOptions.DEFAULT, 3_000));
    assertEquals(1_909_287_461L, checksum(7, new BreakoutOptions(false, 30, 0.25), 3_000));
  }

  @ParameterizedTest
  @CsvSource({"invaders, 1719037875, 4274510683", "scroll, 4008631486, 1637548330"})
  void rulesArtAndPlayersOfTheOtherPixelGamesAreFrozen(String name, long plain, long sticky) {
    EmulationOptions options = new EmulationOptions(30, 0.25);
    EmulatedEnvironment stuck =
        name.equals("invaders")
            ? Environments.invaders(7, options)
            : Environments.scroll(7, options);
    assertEquals(plain, checksum(Environments.create(name, 7), 7, 3_000));
    assertEquals(sticky, checksum(stuck, 7, 3_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"invaders", "scroll"})
  void seedsAndOptionsOfTheOtherPixelGamesChangeTheRunAndNothingElseDoes(String name) {
    long plain = checksum(Environments.create(name, 9), 9, 300);
    assertEquals(plain, checksum(Environments.create(name, 9), 9, 300));
    assertNotEquals(plain, checksum(Environments.create(name, 10), 9, 300));
    for (EmulationOptions options :
        List.of(new EmulationOptions(0, 0), new EmulationOptions(30, 0.25))) {
      EmulatedEnvironment other =
          name.equals("invaders")
              ? Environments.invaders(9, options)
              : Environments.scroll(9, options);
      assertNotEquals(plain, checksum(other, 9, 300));
    }
  }

  @Test
  void aScriptedPlayerPlaysByFireToo() {
    EmulatedEnvironment breakout = Environments.breakout(2, new BreakoutOptions(false, 30, 0));
    ScriptedPlayer player = Environments.scriptedPlayer(breakout, 2).orElseThrow();
    breakout.reset();
    for (int i = 0; i < 27_000 && !breakout.done(); i++) {
      breakout.step(player.act());
    }
    assertTrue(breakout.score() > 0, "score " + breakout.score());
    assertEquals(0, breakout.lives(), "the player loses all lives in the end");
  }

  private static long checksum(long seed, BreakoutOptions options, int steps) {
    return checksum(Environments.breakout(seed, options), seed, steps);
  }

  /** CRC-32 of all frames and rewards of a run under the scripted player. */
  private static long checksum(Environment game, long seed, int steps) {
    ScriptedPlayer player = Environments.scriptedPlayer(game, seed).orElseThrow();
    CRC32 sum = new CRC32();
    byte[] frame = new byte[game.frameLength()];
    ByteBuffer reward = ByteBuffer.allocate(Float.BYTES);
    for (int i = 0; i < steps; i++) {
      if (game.done()) {
        game.reset();
      }
      game.step(player.act());
      game.frame(frame);
      sum.update(frame);
      sum.update(reward.putFloat(0, game.reward()).array());
    }
    return sum.getValue();
  }
}
