package saccade.environments.scroll;

import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.Pixels;
import saccade.environments.emulation.ScoreDigits;

/**
 * Draws the game: a sky that stands still, a ridge that passes slowly, the ground, and all that
 * flies.
 */
final class ScrollArt {
  private static final int WIDTH = EmulatedGame.SCREEN_WIDTH;
  private static final int HEIGHT = EmulatedGame.SCREEN_HEIGHT;

  private static final int HUD_TOP = 8;
  private static final int HUD_LEFT = 8;
  private static final int LIVES_TOP = 13;
  private static final int LIFE_PITCH = 11;
  private static final int DIGIT = 170;
  private static final int LIFE = 190;

  private static final int SKY = 30;
  private static final int SKY_BAND = 12;
  private static final int SKY_STEP = 5;
  private static final int MOON_X = 122;
  private static final int MOON_Y = 46;
  private static final int MOON_RADIUS = 9;
  private static final int MOON = 150;

  /** The ridge passes at this part of the ground's speed. */
  private static final int FAR = 4;

  private static final int RIDGE = 86;
  private static final int RIDGE_RIM = 104;
  private static final int RIM = 226;
  private static final int GRASS = 186;
  private static final int GRASS_ROWS = 4;
  private static final int SOIL = 118;
  private static final int PATCH_WIDTH = 8;
  private static final int PATCH_HEIGHT = 6;

  /** Of 256 patches of soil so many are stone, and so many gravel. */
  private static final int STONES = 34;

  private static final int GRAVEL = 30;
  private static final int STONE_LIGHTER = 46;
  private static final int GRAVEL_DARKER = 34;

  private static final int CRAFT = 255;
  private static final int SHOT = 255;
  private static final int FLAK = 240;
  private static final int BURST = 250;

  /** Emulated frames that a craft in its time of grace is seen, and is not. */
  private static final int BLINK = 4;

  private final byte[] sky = new byte[EmulatedGame.SCREEN_LENGTH];
  private final int[] grounds = new int[WIDTH];
  private final int[] ridges = new int[WIDTH];
  private final int[] soil = new int[WIDTH];
  private int drawnScore = -1;

  ScrollArt() {
    for (int y = Air.CEILING; y < HEIGHT; y++) {
      Pixels.fill(sky, 0, y, WIDTH, 1, SKY + (y - Air.CEILING) / SKY_BAND * SKY_STEP);
    }
    for (int dy = -MOON_RADIUS; dy <= MOON_RADIUS; dy++) {
      int half = (int) Math.sqrt(MOON_RADIUS * (MOON_RADIUS + 1) - dy * dy);
      Pixels.fill(sky, MOON_X - half, MOON_Y + dy, 2 * half + 1, 1, MOON);
    }
  }

  void draw(ScrollGame game, byte[] screen) {
    if (drawnScore != game.score()) {
      drawnScore = game.score();
      ScoreDigits.drawFive(sky, HUD_LEFT, HUD_TOP, drawnScore, DIGIT);
    }
    System.arraycopy(sky, 0, screen, 0, sky.length);
    drawLives(game.lives(), screen);
    drawLand(game.key(), game.cameraColumn(), screen);
    drawThings(game, screen);
    drawMissiles(game, screen);
    drawCraft(game, screen);
  }

  /** The craft in the air is one of the lives and has no mark of its own. */
  private static void drawLives(int lives, byte[] screen) {
    for (int life = 1; life < lives; life++) {
      ScrollSprites.LIFE.draw(screen, WIDTH - HUD_LEFT - life * LIFE_PITCH, LIVES_TOP, LIFE);
    }
  }

  private void drawLand(int key, int camera, byte[] screen) {
    int first = HEIGHT;
    for (int x = 0; x < WIDTH; x++) {
      grounds[x] = Landscape.ground(key, camera + x);
      ridges[x] = Landscape.ridge(key, camera / FAR + x);
      first = Math.min(first, Math.min(grounds[x], ridges[x]));
    }
    for (int y = first; y < HEIGHT; y++) {
      if (y == first || y % PATCH_HEIGHT == 0) {
        layPatches(key, camera, y / PATCH_HEIGHT);
      }
      drawLandRow(y, screen);
    }
  }

  private void layPatches(int key, int camera, int patchRow) {
    int at = 0;
    // Every other row of patches is shifted by half a patch, as bricks are.
    int shifted = camera + patchRow % 2 * PATCH_WIDTH / 2;
    while (at < WIDTH) {
      int patch = (shifted + at) / PATCH_WIDTH;
      int end = Math.min(WIDTH, (patch + 1) * PATCH_WIDTH - shifted);
      int kind = Landscape.stone(key, patch, patchRow);
      int lighter = kind < STONES ? STONE_LIGHTER : kind < STONES + GRAVEL ? -GRAVEL_DARKER : 0;
      for (; at < end; at++) {
        soil[at] = SOIL + lighter;
      }
    }
  }

  private void drawLandRow(int y, byte[] screen) {
    int line = y * WIDTH;
    for (int x = 0; x < WIDTH; x++) {
      int depth = y - grounds[x];
      if (depth >= GRASS_ROWS) {
        screen[line + x] = (byte) soil[x];
      } else if (depth >= 0) {
        screen[line + x] = (byte) (depth == 0 ? RIM : GRASS);
      } else if (y >= ridges[x]) {
        screen[line + x] = (byte) (y == ridges[x] ? RIDGE_RIM : RIDGE);
      }
    }
  }

  private static int gray(Kind kind) {
    return switch (kind) {
      case BALLOON -> 212;
      case TURRET -> 236;
      case DRONE -> 196;
      case CRYSTAL -> 252;
    };
  }

  private static void drawThings(ScrollGame game, byte[] screen) {
    Traffic traffic = game.traffic();
    for (int thing = 0; thing < Traffic.MOST; thing++) {
      if (traffic.there(thing)) {
        Kind kind = traffic.kind(thing);
        int x = traffic.left(thing) - game.cameraColumn();
        ScrollSprites.of(kind, traffic.age(thing)).draw(screen, x, traffic.top(thing), gray(kind));
      }
    }
    if (game.burst() > 0) {
      int x = game.burstLeft() - game.cameraColumn();
      ScrollSprites.BURST.draw(screen, x, game.burstTop(), BURST);
    }
  }

  private static void drawMissiles(ScrollGame game, byte[] screen) {
    Missiles shots = game.shots();
    for (int shot = 0; shot < shots.most(); shot++) {
      if (shots.flies(shot)) {
        int x = shots.left(shot) - game.cameraColumn();
        ScrollSprites.SHOT.draw(screen, x, shots.top(shot), SHOT);
      }
    }
    Missiles flak = game.flak();
    for (int missile = 0; missile < flak.most(); missile++) {
      if (flak.flies(missile)) {
        int x = flak.left(missile) - game.cameraColumn();
        Pixels.fill(screen, x, flak.top(missile), Air.FLAK_SIDE, Air.FLAK_SIDE, FLAK);
      }
    }
  }

  private static void drawCraft(ScrollGame game, byte[] screen) {
    if (game.falling() > 0) {
      ScrollSprites.WRECK.draw(screen, Air.CRAFT_LEFT, game.craftTop(), BURST);
    } else if (game.lives() > 0 && game.grace() / BLINK % 2 == 0) {
      ScrollSprites.CRAFT.draw(screen, Air.CRAFT_LEFT, game.craftTop(), CRAFT);
    }
  }
}
