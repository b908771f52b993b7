package saccade.environments.scroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.environments.emulation.EmulatedGame;

class ScrollArtTest {
  private static final int RIM = 226;

  private final ScrollGame game = new ScrollGame(1);
  private final byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];

  @BeforeEach
  void begin() {
    game.reset();
    game.draw(screen);
  }

  @Test
  void theRimOfTheGroundIsWhereTheRulesHaveIt() {
    for (int step = 0; step < 30; step++) {
      game.tick(ScrollGame.NOOP);
      game.traffic().clear(1_000);
      game.draw(screen);
      for (int x = 0; x < EmulatedGame.SCREEN_WIDTH; x++) {
        int ground = Landscape.ground(game.key(), game.cameraColumn() + x);
        assertEquals(RIM, gray(x, ground), "column " + x);
        assertTrue(gray(x, ground - 1) < RIM, "column " + x);
      }
    }
  }

  @Test
  void theGroundMovesWithTheCameraAndTheSkyStandsStill() {
    byte[] before = screen.clone();
    int camera = game.cameraColumn();
    while (game.cameraColumn() < camera + 20) {
      game.tick(ScrollGame.NOOP);
    }
    int by = game.cameraColumn() - camera;
    game.draw(screen);
    for (int y = 196; y < EmulatedGame.SCREEN_HEIGHT; y++) {
      for (int x = 0; x + by < EmulatedGame.SCREEN_WIDTH; x++) {
        int then = before[y * EmulatedGame.SCREEN_WIDTH + x + by] & 0xff;
        assertEquals(then, gray(x, y), x + ", " + y);
      }
    }
    for (int i = 0; i < Air.CRAFT_START * EmulatedGame.SCREEN_WIDTH; i++) {
      assertEquals(before[i], screen[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aThingIsDrawnWithinItsBoundsAndFillsMostOfThem(Kind kind) {
    byte[] before = screen.clone();
    game.traffic().put(kind, game.cameraColumn() + 90, 60);
    game.draw(screen);
    int changed = 0;
    for (int i = 0; i < screen.length; i++) {
      if (screen[i] != before[i]) {
        int x = i % EmulatedGame.SCREEN_WIDTH - 90;
        int y = i / EmulatedGame.SCREEN_WIDTH - 60;
        assertTrue(x >= 0 && x < kind.width() && y >= 0 && y < kind.height(), x + ", " + y);
        changed++;
      }
    }
    assertTrue(changed * 2 > kind.width() * kind.height(), changed + " pixels");
  }

  @Test
  void craftShotFlakAndBurstAreDrawnWhereTheyAre() {
    assertEquals(255, gray(Air.CRAFT_LEFT + 15, game.craftTop() + 4));
    game.tick(ScrollGame.FIRE);
    game.traffic().put(Kind.BALLOON, game.craftColumn() + 40, game.craftTop());
    game.flak().launch(game.cameraColumn() + 120, 70);
    game.draw(screen);
    int shot = game.shots().left(0) - game.cameraColumn();
    assertEquals(255, gray(shot + 4, game.shots().top(0)));
    assertEquals(240, gray(121, 71));
    while (game.burst() == 0) {
      game.tick(ScrollGame.NOOP);
    }
    game.draw(screen);
    int burst = game.burstLeft() - game.cameraColumn();
    assertEquals(250, gray(burst + 5, game.burstTop() + 5));
  }

  @Test
  void aCraftInGraceBlinksAndLivesAreShown() {
    int life = gray(144, 15);
    assertNotEquals(0, life);
    while (game.lives() == ScrollGame.LIVES) {
      game.tick(ScrollGame.DOWN);
    }
    boolean seen = false;
    boolean hidden = false;
    for (int i = 0; i < 16; i++) {
      game.draw(screen);
      boolean there = gray(Air.CRAFT_LEFT + 15, game.craftTop() + 4) == 255;
      seen |= there;
      hidden |= !there;
      game.tick(ScrollGame.NOOP);
    }
    assertTrue(seen && hidden);
    assertEquals(0, gray(133, 15), "two lives left, one of them in the air");
  }

  private int gray(int x, int y) {
    return screen[y * EmulatedGame.SCREEN_WIDTH + x] & 0xff;
  }
}
