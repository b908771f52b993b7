package saccade.environments.invaders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.SeededRandom;

class InvadersArtTest {
  private final InvadersGame game = new InvadersGame(1);
  private final byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];

  @BeforeEach
  void begin() {
    game.reset();
    game.draw(screen);
  }

  @Test
  void aDeadInvaderIsGoneAndNothingElseChanges() {
    byte[] before = screen.clone();
    int invader = 2 * InvaderBlock.COLUMNS + 5;
    game.block().remove(invader);
    game.draw(screen);
    int changed = 0;
    for (int i = 0; i < screen.length; i++) {
      if (screen[i] != before[i]) {
        int x = i % EmulatedGame.SCREEN_WIDTH - game.block().invaderLeft(invader);
        int y = i / EmulatedGame.SCREEN_WIDTH - game.block().invaderTop(invader);
        assertTrue(x >= 0 && x < InvaderBlock.WIDTH && y >= 0 && y < InvaderBlock.HEIGHT);
        changed++;
      }
    }
    assertTrue(changed > 30, "only " + changed + " pixels");
  }

  @Test
  void aMoveChangesThePoseOfEveryInvader() {
    InvaderBlock block = game.block();
    String[] before = new String[InvaderBlock.ROWS];
    for (int row = 0; row < before.length; row++) {
      before[row] = invader(row);
    }
    while (!block.tick()) {
      assertTrue(block.living() > 0);
    }
    game.draw(screen);
    for (int row = 0; row < before.length; row++) {
      assertNotEquals(before[row], invader(row), "row " + row);
    }
  }

  private String invader(int row) {
    int invader = row * InvaderBlock.COLUMNS;
    int left = game.block().invaderLeft(invader);
    return box(left, game.block().invaderTop(invader), InvaderBlock.WIDTH, InvaderBlock.HEIGHT);
  }

  @Test
  void shieldsAreDrawnCellByCell() {
    for (int cell = 0; cell < game.shields().size(); cell++) {
      boolean lit = gray(Shields.cellLeft(cell), Shields.cellTop(cell)) == 128;
      assertEquals(game.shields().stands(cell), lit, "cell " + cell);
    }
    game.shields().hit(80, Field.SHIELDS_TOP, new SeededRandom(1, 0));
    game.draw(screen);
    assertEquals(0, gray(80, Field.SHIELDS_TOP));
  }

  @Test
  void shipShotBombAndWandererAreDrawnWhereTheyAre() {
    assertTrue(gray(game.shipColumn(), Field.SHIP_TOP) > 150);
    assertEquals(0, gray(game.shipLeft() - 1, Field.SHIP_TOP + 6));
    game.tick(InvadersGame.FIRE);
    game.bombs().drop(140, 120);
    game.wanderer().hurry();
    game.tick(InvadersGame.NOOP);
    game.draw(screen);
    assertEquals(255, gray(game.shotLeft(), game.shotTop()));
    assertTrue(gray(140, 123) > 150 || gray(141, 123) > 150);
    int wanderer = game.wanderer().left() + Field.WANDERER_WIDTH / 2;
    assertTrue(gray(wanderer, Field.WANDERER_TOP + 2) > 150);
  }

  @Test
  void aBurningShipFlickersAndADeadOneIsGone() {
    String ship = ship();
    game.bombs().drop(game.shipColumn(), Field.SHIP_TOP - 6);
    game.tick(InvadersGame.NOOP);
    game.draw(screen);
    String flame = ship();
    assertNotEquals(ship, flame);
    for (int i = 0; i < 8; i++) {
      game.tick(InvadersGame.NOOP);
    }
    game.draw(screen);
    assertNotEquals(flame, ship());
    while (game.lives() > 0) {
      game.bombs().drop(game.shipColumn(), Field.SHIP_TOP - 6);
      game.tick(InvadersGame.NOOP);
    }
    game.draw(screen);
    assertTrue(Arrays.stream(ship().split(" ")).allMatch("0"::equals));
  }

  @Test
  void scoreAndLivesAreShown() {
    String score = box(Field.LEFT, 8, 65, 14);
    String lives = box(120, 8, 40, 14);
    for (int life = 0; life < 2; life++) {
      game.bombs().drop(game.shipColumn(), Field.SHIP_TOP - 6);
      for (int i = 0; i <= InvadersGame.BURNING; i++) {
        game.tick(InvadersGame.NOOP);
      }
      game.draw(screen);
      assertNotEquals(lives, box(120, 8, 40, 14));
      lives = box(120, 8, 40, 14);
    }
    assertEquals(score, box(Field.LEFT, 8, 65, 14));
    while (game.score() == 0) {
      game.bombs().clear();
      game.tick(InvadersGame.RIGHT_FIRE);
    }
    game.draw(screen);
    assertFalse(score.equals(box(Field.LEFT, 8, 65, 14)));
  }

  private String ship() {
    return box(game.shipLeft(), Field.SHIP_TOP, Field.SHIP_WIDTH, Field.SHIP_HEIGHT);
  }

  private int gray(int x, int y) {
    return screen[y * EmulatedGame.SCREEN_WIDTH + x] & 0xff;
  }

  private String box(int x, int y, int width, int height) {
    StringBuilder text = new StringBuilder();
    for (int row = y; row < y + height; row++) {
      for (int column = x; column < x + width; column++) {
        text.append(gray(column, row)).append(' ');
      }
    }
    return text.toString();
  }
}
