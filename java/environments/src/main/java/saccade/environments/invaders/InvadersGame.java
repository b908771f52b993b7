package saccade.environments.invaders;

import java.util.List;
import java.util.Optional;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * The rules of the game, one call of {@link #tick} per emulated frame.
 *
 * <ul>
 *   <li>Five rows of eight invaders march as one block, worth 10 points in the two lower rows, 20
 *       in the two above, 30 in the top one. When all are gone the next wave comes, somewhat lower,
 *       and the shields are whole again.
 *   <li>The ship moves {@link #SHIP_SPEED} pixel per frame and has one shot at a time, which rises
 *       {@link #SHOT_SPEED} pixels per frame.
 *   <li>The lowest invader of a column drops bombs, now and then of the one nearest to the ship. A
 *       shot and a bomb that meet are both gone. Either breaks a piece out of a shield.
 *   <li>Three lives. A hit ship burns for {@link #BURNING} frames, in which all else stands still.
 *       Invaders that come down to the ship end the episode.
 *   <li>A wanderer crosses the sky now and then, worth 50, 100, 150 or 200 points.
 * </ul>
 *
 * <p>All motion is in whole numbers, so a seed gives the same game on every machine.
 */
public final class InvadersGame implements EmulatedGame {
  /** The actions. */
  public static final int NOOP = 0;

  /** Shoots, if no shot is on its way. */
  public static final int FIRE = 1;

  /** Moves the ship to the right. */
  public static final int RIGHT = 2;

  /** Moves the ship to the left. */
  public static final int LEFT = 3;

  /** Moves to the right and shoots. */
  public static final int RIGHT_FIRE = 4;

  /** Moves to the left and shoots. */
  public static final int LEFT_FIRE = 5;

  /** Lives at the start of an episode. */
  public static final int LIVES = 3;

  /** Pixels per emulated frame. */
  public static final int SHIP_SPEED = 1;

  /** Pixels per emulated frame. */
  public static final int SHOT_SPEED = 4;

  /** Emulated frames that a hit ship burns. */
  public static final int BURNING = 32;

  private static final List<String> ACTIONS =
      List.of("NOOP", "FIRE", "RIGHT", "LEFT", "RIGHTFIRE", "LEFTFIRE");
  private static final int RANDOM_STREAM = 6;
  private static final int NONE = -1;

  /** A shot is moved in parts no longer than a cell of a shield. */
  private static final int SHOT_PARTS = SHOT_SPEED / Shields.CELL;

  /** One in this many frames drops a bomb; of the bombs one in {@link #AIMED} is aimed. */
  private static final int BOMB_EVERY = 26;

  private static final int AIMED = 3;
  private static final int BURST = 8;

  private final SeededRandom random;
  private final InvaderBlock block = new InvaderBlock();
  private final Shields shields = new Shields();
  private final Bombs bombs = new Bombs();
  private final Wanderer wanderer = new Wanderer();
  private final InvadersArt art = new InvadersArt();
  private int lives;
  private int score;
  private int wave;
  private int shipLeft;
  private int burning;
  private int shotLeft;
  private int shotTop;
  private int burstLeft;
  private int burstTop;
  private int burst;

  /**
   * Makes a game; {@link #reset} begins its first episode.
   *
   * @param seed of bombs, crumbling and the wanderer
   */
  public InvadersGame(long seed) {
    random = new SeededRandom(seed, RANDOM_STREAM);
    beginWave();
  }

  @Override
  public List<String> actions() {
    return ACTIONS;
  }

  @Override
  public void reset() {
    lives = LIVES;
    score = 0;
    wave = 0;
    shipLeft = Field.LEFT;
    burning = 0;
    wanderer.reset(random);
    beginWave();
  }

  private void beginWave() {
    block.assemble(wave);
    shields.rebuild();
    bombs.clear();
    shotLeft = 0;
    shotTop = NONE;
    burst = 0;
  }

  @Override
  public int tick(int action) {
    if (lives == 0) {
      return 0;
    }
    if (burning > 0) {
      burn();
      return 0;
    }
    int before = score;
    burst = Math.max(0, burst - 1);
    steer(action);
    moveShot();
    wanderer.tick(random);
    if (block.tick()) {
      shields.trample(block);
    }
    dropBomb();
    moveBombs();
    if (block.bottom() > Field.SHIP_TOP) {
      lives = 0;
    } else if (block.living() == 0 && burst == 0) {
      wave++;
      beginWave();
    }
    return score - before;
  }

  /** The last flame takes the life. */
  private void burn() {
    burning--;
    if (burning == 0) {
      lives--;
      shipLeft = Field.LEFT;
    }
  }

  private void steer(int action) {
    int direction =
        switch (action) {
          case RIGHT, RIGHT_FIRE -> 1;
          case LEFT, LEFT_FIRE -> -1;
          default -> 0;
        };
    int target = shipLeft + direction * SHIP_SPEED;
    shipLeft = Math.max(Field.LEFT, Math.min(Field.RIGHT - Field.SHIP_WIDTH, target));
    boolean fires = action == FIRE || action == RIGHT_FIRE || action == LEFT_FIRE;
    if (fires && shotTop == NONE) {
      shotLeft = shipLeft + (Field.SHIP_WIDTH - Field.SHOT_WIDTH) / 2;
      shotTop = Field.SHIP_TOP - Field.SHOT_HEIGHT;
    }
  }

  private void moveShot() {
    for (int part = 0; part < SHOT_PARTS && shotTop != NONE; part++) {
      shotTop -= Shields.CELL;
      if (shotTop < Field.WANDERER_TOP || shotMeetsSomething()) {
        shotLeft = 0;
        shotTop = NONE;
      }
    }
  }

  private boolean shotMeetsSomething() {
    int bomb = bombs.meeting(shotLeft, shotTop, Field.SHOT_WIDTH, Field.SHOT_HEIGHT);
    if (bomb != NONE) {
      bombs.remove(bomb);
      return true;
    }
    if (wanderer.meets(shotLeft, shotTop)) {
      showBurst(wanderer.left() + Field.WANDERER_WIDTH / 2, Field.WANDERER_TOP);
      score += wanderer.burst(random);
      return true;
    }
    int end = shotLeft + Field.SHOT_WIDTH - 1;
    return shields.hit(shotLeft, shotTop, random)
        || shields.hit(end, shotTop, random)
        || kills(block.at(shotLeft, shotTop))
        || kills(block.at(end, shotTop));
  }

  private boolean kills(int invader) {
    if (invader == InvaderBlock.NONE) {
      return false;
    }
    int centre = block.invaderLeft(invader) + InvaderBlock.WIDTH / 2;
    showBurst(centre, block.invaderTop(invader));
    score += block.remove(invader);
    return true;
  }

  private void showBurst(int centre, int top) {
    burstLeft = Math.max(0, centre - InvaderBlock.WIDTH / 2);
    burstTop = top;
    burst = BURST;
  }

  private void dropBomb() {
    if (random.nextInt(BOMB_EVERY) != 0) {
      return;
    }
    boolean aimed = random.nextInt(AIMED) == 0;
    int column = aimed ? block.columnNearest(shipColumn()) : random.nextInt(InvaderBlock.COLUMNS);
    if (block.lowestIn(column) != InvaderBlock.NONE) {
      bombs.drop(block.centre(column) - Field.BOMB_WIDTH / 2, block.floorOf(column));
    }
  }

  private void moveBombs() {
    for (int bomb = 0; bomb < Bombs.MOST; bomb++) {
      if (bombs.falls(bomb)) {
        bombs.move(bomb);
        int end = bombs.top(bomb) + Field.BOMB_HEIGHT;
        boolean stopped =
            shields.hit(bombs.left(bomb), end - 1, random)
                || shields.hit(bombs.left(bomb) + Field.BOMB_WIDTH - 1, end - 1, random);
        if (stopped || end > Field.GROUND) {
          bombs.remove(bomb);
        }
      }
    }
    if (bombs.meeting(shipLeft, Field.SHIP_TOP, Field.SHIP_WIDTH, Field.SHIP_HEIGHT) != NONE) {
      burning = BURNING;
      bombs.clear();
      shotLeft = 0;
      shotTop = NONE;
    }
  }

  @Override
  public int lives() {
    return lives;
  }

  @Override
  public void draw(byte[] screen) {
    art.draw(this, screen);
  }

  @Override
  public Optional<ScriptedPlayer> scriptedPlayer(long seed) {
    return Optional.of(new InvadersPlayer(this, seed));
  }

  @Override
  public void save(StateWriter out) {
    out.putLong(random.state());
    block.save(out);
    shields.save(out);
    bombs.save(out);
    wanderer.save(out);
    out.putInt(lives);
    out.putInt(score);
    out.putInt(wave);
    out.putInt(shipLeft);
    out.putInt(burning);
    out.putInt(shotLeft);
    out.putInt(shotTop);
    out.putInt(burstLeft);
    out.putInt(burstTop);
    out.putInt(burst);
  }

  @Override
  public void load(StateReader in) {
    random.resume(in.getLong());
    block.load(in);
    shields.load(in);
    bombs.load(in);
    wanderer.load(in);
    lives = in.getInt("lives", 0, LIVES);
    score = in.getInt("score", 0, Integer.MAX_VALUE);
    wave = in.getInt("wave", 0, Integer.MAX_VALUE);
    shipLeft = in.getInt("ship", 0, Field.RIGHT - Field.SHIP_WIDTH);
    burning = in.getInt("frames to burn", 0, BURNING);
    shotLeft = in.getInt("shot column", 0, Field.RIGHT);
    shotTop = in.getInt("shot row", NONE, Field.SHIP_TOP);
    burstLeft = in.getInt("burst column", 0, Field.RIGHT);
    burstTop = in.getInt("burst row", 0, Field.GROUND);
    burst = in.getInt("frames to burst", 0, BURST);
  }

  int score() {
    return score;
  }

  InvaderBlock block() {
    return block;
  }

  Shields shields() {
    return shields;
  }

  Bombs bombs() {
    return bombs;
  }

  Wanderer wanderer() {
    return wanderer;
  }

  int shipLeft() {
    return shipLeft;
  }

  int burning() {
    return burning;
  }

  int shotLeft() {
    return shotLeft;
  }

  int shotTop() {
    return shotTop;
  }

  int burst() {
    return burst;
  }

  int burstLeft() {
    return burstLeft;
  }

  int burstTop() {
    return burstTop;
  }

  /** Column of the ship's centre. */
  int shipColumn() {
    return shipLeft + Field.SHIP_WIDTH / 2;
  }

  boolean shotFlies() {
    return shotTop != NONE;
  }
}
