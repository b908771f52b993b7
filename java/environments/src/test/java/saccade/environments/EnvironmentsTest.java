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
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.breakout.ScriptedPlayer;

class EnvironmentsTest {
  @Test
  void breakoutHasAtarisShape() {
    Environment breakout = Environments.create("breakout", 1);
    assertEquals("breakout", breakout.name());
    assertEquals(84, breakout.height());
    assertEquals(84, breakout.width());
    assertEquals(1, breakout.channels());
    assertEquals(7_056, breakout.frameLength());
    assertEquals(List.of("NOOP", "FIRE", "RIGHT", "LEFT"), breakout.actions());
    assertEquals(255, breakout.maxValue());
  }

  @Test
  void namesAreThoseOfThePixelGameAndOfMinAtar() {
    assertEquals(
        List.of(
            "breakout",
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
        message.startsWith("unknown environment 'pong'; known are: breakout, minatar:breakout, "),
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

  /** CRC-32 of all frames, rewards and ends of a run under the scripted player. */
  private static long checksum(long seed, BreakoutOptions options, int steps) {
    EmulatedEnvironment breakout = Environments.breakout(seed, options);
    ScriptedPlayer player = Environments.scriptedPlayer(breakout, seed).orElseThrow();
    CRC32 sum = new CRC32();
    byte[] frame = new byte[breakout.frameLength()];
    ByteBuffer reward = ByteBuffer.allocate(Float.BYTES);
    for (int i = 0; i < steps; i++) {
      if (breakout.done()) {
        breakout.reset();
      }
      breakout.step(player.act());
      breakout.frame(frame);
      sum.update(frame);
      sum.update(reward.putFloat(0, breakout.reward()).array());
    }
    return sum.getValue();
  }
}
