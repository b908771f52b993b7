package saccade.environments.invaders;

import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.Pixels;
import saccade.environments.emulation.ScoreDigits;
import saccade.environments.emulation.SeededRandom;

/** Draws the game: a night sky with a few stars and bare ground, and all that moves before it. */
final class InvadersArt {
  private static final int STARS = 22;
  private static final int STARS_SEED = 3;
  private static final int DIGIT = 170;
  private static final int HUD_TOP = 8;
  private static final int LIFE_PITCH = 10;
  private static final int LIVES_TOP = 13;
  private static final int LIFE = 190;
  private static final int[] ROW_GRAYS = {236, 200, 200, 164, 164};
  private static final int WANDERER = 250;
  private static final int BURST = 245;
  private static final int SHIELD = 128;
  private static final int SHIP = 215;
  private static final int SHOT = 255;
  private static final int BOMB = 225;
  private static final int FLAME = 230;

  /** Emulated frames that a burning ship shows one picture, and rows that a bomb does. */
  private static final int FLICKER = 8;

  private final byte[] backdrop = new byte[EmulatedGame.SCREEN_LENGTH];
  private int drawnScore = -1;

  InvadersArt() {
    SeededRandom random = new SeededRandom(STARS_SEED, 0);
    for (int star = 0; star < STARS; star++) {
      int x = random.nextInt(EmulatedGame.SCREEN_WIDTH);
      int y = Field.WANDERER_TOP + random.nextInt(Field.SHIELDS_TOP - Field.WANDERER_TOP);
      Pixels.fill(backdrop, x, y, 1, 1, 50 + random.nextInt(90));
    }
    drawGround(random);
  }

  private void drawGround(SeededRandom random) {
    int width = EmulatedGame.SCREEN_WIDTH;
    int depth = EmulatedGame.SCREEN_HEIGHT - Field.GROUND;
    Pixels.fill(backdrop, 0, Field.GROUND, width, depth, 62);
    Pixels.fill(backdrop, 0, Field.GROUND, width, 1, 138);
    Pixels.fill(backdrop, 0, Field.GROUND + 1, width, 2, 96);
    for (int stone = 0; stone < 30; stone++) {
      int x = random.nextInt(width);
      int y = Field.GROUND + 4 + random.nextInt(depth - 5);
      Pixels.fill(backdrop, x, y, 2 + random.nextInt(5), 1, 40 + random.nextInt(50));
    }
  }

  void draw(InvadersGame game, byte[] screen) {
    if (drawnScore != game.score()) {
      drawnScore = game.score();
      ScoreDigits.drawFive(backdrop, Field.LEFT, HUD_TOP, drawnScore, DIGIT);
    }
    System.arraycopy(backdrop, 0, screen, 0, backdrop.length);
    drawLives(game.lives(), screen);
    drawShields(game.shields(), screen);
    drawBlock(game.block(), screen);
    if (game.wanderer().crosses()) {
      InvadersSprites.WANDERER.draw(screen, game.wanderer().left(), Field.WANDERER_TOP, WANDERER);
    }
    drawMissiles(game, screen);
    drawShip(game, screen);
    if (game.burst() > 0) {
      InvadersSprites.BURST.draw(screen, game.burstLeft(), game.burstTop(), BURST);
    }
  }

  /** The ship in play is one of the lives and has no mark of its own. */
  private static void drawLives(int lives, byte[] screen) {
    for (int life = 1; life < lives; life++) {
      int x = Field.RIGHT - life * LIFE_PITCH;
      InvadersSprites.LIFE.draw(screen, x, LIVES_TOP, LIFE);
    }
  }

  private static void drawShields(Shields shields, byte[] screen) {
    for (int cell = 0; cell < shields.size(); cell++) {
      if (shields.stands(cell)) {
        int x = Shields.cellLeft(cell);
        Pixels.fill(screen, x, Shields.cellTop(cell), Shields.CELL, Shields.CELL, SHIELD);
      }
    }
  }

  private static void drawBlock(InvaderBlock block, byte[] screen) {
    for (int invader = 0; invader < InvaderBlock.ROWS * InvaderBlock.COLUMNS; invader++) {
      if (block.isAlive(invader)) {
        int row = invader / InvaderBlock.COLUMNS;
        InvadersSprites.invader(row, block.pose())
            .draw(screen, block.invaderLeft(invader), block.invaderTop(invader), ROW_GRAYS[row]);
      }
    }
  }

  private static void drawMissiles(InvadersGame game, byte[] screen) {
    if (game.shotFlies()) {
      int height = Field.SHOT_HEIGHT;
      Pixels.fill(screen, game.shotLeft(), game.shotTop(), Field.SHOT_WIDTH, height, SHOT);
    }
    Bombs bombs = game.bombs();
    for (int bomb = 0; bomb < Bombs.MOST; bomb++) {
      if (bombs.falls(bomb)) {
        int top = bombs.top(bomb);
        InvadersSprites.BOMB[top / FLICKER % 2].draw(screen, bombs.left(bomb), top, BOMB);
      }
    }
  }

  private static void drawShip(InvadersGame game, byte[] screen) {
    if (game.burning() > 0) {
      int flame = game.burning() / FLICKER % 2;
      InvadersSprites.FLAMES[flame].draw(screen, game.shipLeft(), Field.SHIP_TOP, FLAME);
    } else if (game.lives() > 0) {
      InvadersSprites.SHIP.draw(screen, game.shipLeft(), Field.SHIP_TOP, SHIP);
    }
  }
}
