package saccade.environments.scroll;

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
 *   <li>The camera flies to the right over a landscape that is another one in each episode, a
 *       little faster every {@link #LEVEL} columns. The craft keeps its column and climbs or sinks
 *       {@link #CLIMB} pixels per frame. Each {@link #MARK} columns are worth 1 point.
 *   <li>Shots fly {@link #SHOT_SPEED} columns per frame, two at a time. A balloon is worth 10
 *       points, a turret 20, a drone 30. A crystal is worth 50 to whoever touches it, and cannot be
 *       shot.
 *   <li>Turrets shoot straight up, drones come towards the craft.
 *   <li>Three lives. The ground, a balloon, a turret, a drone or a turret's shot costs one: the
 *       craft falls for {@link #FALLING} frames, the air is cleared, and the next craft cannot be
 *       hurt by anything but the ground for {@link #GRACE} frames.
 * </ul>
 *
 * <p>All motion is in whole numbers, so a seed gives the same game on every machine.
 */
public final class ScrollGame implements EmulatedGame {
  /** The actions. */
  public static final int NOOP = 0;

  /** Shoots ahead. */
  public static final int FIRE = 1;

  /** Climbs. */
  public static final int UP = 2;

  /** Sinks. */
  public static final int DOWN = 3;

  /** Climbs and shoots. */
  public static final int UP_FIRE = 4;

  /** Sinks and shoots. */
  public static final int DOWN_FIRE = 5;

  /** Lives at the start of an episode. */
  public static final int LIVES = 3;

  /** Pixels per emulated frame up or down. */
  public static final int CLIMB = 2;

  /** Columns per emulated frame, over the landscape. */
  public static final int SHOT_SPEED = 6;

  /** Columns flown for a point. */
  public static final int MARK = 160;

  /** Columns flown from one speed to the next. */
  public static final int LEVEL = 2_400;

  /** Emulated frames from a hit to the next life. */
  public static final int FALLING = 28;

  /** Emulated frames in which a new craft cannot be hurt but by the ground. */
  public static final int GRACE = 60;

  private static final List<String> ACTIONS =
      List.of("NOOP", "FIRE", "UP", "DOWN", "UPFIRE", "DOWNFIRE");
  private static final int RANDOM_STREAM = 8;

  // The camera's column and speed are in 1/256 pixel.
  private static final int FRACTION_BITS = 8;
  private static final int SLOWEST = 352;
  private static final int FASTEST = 608;
  private static final int FASTER = 32;
  private static final int FARTHEST = 1 << 30;

  private static final int SHOTS = 2;
  private static final int FLAK = 4;
  private static final int FLAK_SPEED = 2;
  private static final int COOLING = 9;
  private static final int FIRST_THING = 200;
  private static final int BURST = 12;

  private final SeededRandom random;
  private final Traffic traffic = new Traffic();
  private final Missiles shots = new Missiles(SHOTS);
  private final Missiles flak = new Missiles(FLAK);
  private final ScrollArt art = new ScrollArt();
  private int key;
  private int lives;
  private int score;
  private int camera;
  private int craftTop;
  private int cooling;
  private int falling;
  private int grace;
  private int burstLeft;
  private int burstTop;
  private int burst;

  /**
   * Makes a game; {@link #reset} begins its first episode.
   *
   * @param seed of the landscapes and of what is met there
   */
  public ScrollGame(long seed) {
    random = new SeededRandom(seed, RANDOM_STREAM);
  }

  @Override
  public List<String> actions() {
    return ACTIONS;
  }

  @Override
  public void reset() {
    key = (int) random.nextLong();
    lives = LIVES;
    score = 0;
    camera = 0;
    burst = 0;
    falling = 0;
    grace = 0;
    begin(FIRST_THING);
  }

  private void begin(int firstThing) {
    craftTop = Air.CRAFT_START;
    cooling = 0;
    shots.clear();
    flak.clear();
    traffic.clear(firstThing);
  }

  @Override
  public int tick(int action) {
    if (lives == 0) {
      return 0;
    }
    int before = score;
    burst = Math.max(0, burst - 1);
    fly();
    if (falling > 0) {
      fall();
      return score - before;
    }
    grace = Math.max(0, grace - 1);
    steer(action);
    traffic.tick(key, cameraColumn(), craftTop, random);
    shoot();
    moveShots();
    moveFlak();
    meet();
    return score - before;
  }

  private void fly() {
    int marks = cameraColumn() / MARK;
    camera += speed();
    if (falling == 0) {
      score += cameraColumn() / MARK - marks;
    }
  }

  /** Of the camera, in 1/256 pixel per emulated frame. */
  int speed() {
    return Math.min(FASTEST, SLOWEST + cameraColumn() / LEVEL * FASTER);
  }

  /** The wreck stops at the ground; the last frame takes the life. */
  private void fall() {
    falling--;
    int ground = Landscape.highest(key, craftColumn(), Air.CRAFT_WIDTH);
    craftTop = Math.min(craftTop + 2, Math.max(craftTop, ground - Air.CRAFT_HEIGHT));
    if (falling == 0) {
      lives--;
      grace = GRACE;
      begin(cameraColumn() + FIRST_THING);
    }
  }

  private void steer(int action) {
    int climb =
        switch (action) {
          case UP, UP_FIRE -> -CLIMB;
          case DOWN, DOWN_FIRE -> CLIMB;
          default -> 0;
        };
    craftTop = Math.max(Air.CEILING, craftTop + climb);
    cooling = Math.max(0, cooling - 1);
    boolean fires = action == FIRE || action == UP_FIRE || action == DOWN_FIRE;
    int nose = craftColumn() + Air.CRAFT_WIDTH;
    if (fires && cooling == 0 && shots.launch(nose, craftTop + Air.CRAFT_HEIGHT / 2)) {
      cooling = COOLING;
    }
  }

  private void shoot() {
    for (int thing = 0; thing < Traffic.MOST; thing++) {
      if (traffic.shoots(thing, craftColumn())) {
        int left = traffic.left(thing) + (Kind.TURRET.width() - Air.FLAK_SIDE) / 2;
        flak.launch(left, traffic.top(thing) - Air.FLAK_SIDE);
      }
    }
  }

  private void moveShots() {
    for (int shot = 0; shot < shots.most(); shot++) {
      if (shots.flies(shot)) {
        shots.move(shot, SHOT_SPEED, 0);
        endShot(shot);
      }
    }
  }

  /** A shot ends at the right edge, in the ground, or in what it hits; a crystal stops it too. */
  private void endShot(int shot) {
    int left = shots.left(shot);
    int top = shots.top(shot);
    int thing = traffic.meeting(left, top, Air.SHOT_WIDTH, Air.SHOT_HEIGHT);
    boolean lost = left >= cameraColumn() + EmulatedGame.SCREEN_WIDTH;
    boolean buried = top + Air.SHOT_HEIGHT > Landscape.ground(key, left + Air.SHOT_WIDTH - 1);
    if (thing != Traffic.NONE && traffic.kind(thing) != Kind.CRYSTAL) {
      score += traffic.kind(thing).points();
      showBurst(traffic.left(thing), traffic.top(thing));
      traffic.remove(thing);
    }
    if (thing != Traffic.NONE || lost || buried) {
      shots.remove(shot);
    }
  }

  private void showBurst(int left, int top) {
    burstLeft = left;
    burstTop = top;
    burst = BURST;
  }

  private void moveFlak() {
    for (int missile = 0; missile < flak.most(); missile++) {
      if (flak.flies(missile)) {
        flak.move(missile, 0, FLAK_SPEED);
        if (flak.left(missile) + Air.FLAK_SIDE <= cameraColumn()) {
          flak.remove(missile);
        }
      }
    }
  }

  private void meet() {
    int width = Air.CRAFT_WIDTH;
    int thing = traffic.meeting(craftColumn(), craftTop, width, Air.CRAFT_HEIGHT);
    boolean hurt = false;
    if (thing != Traffic.NONE && traffic.kind(thing) == Kind.CRYSTAL) {
      score += Traffic.CRYSTAL_POINTS;
      traffic.remove(thing);
    } else {
      hurt = thing != Traffic.NONE;
    }
    for (int missile = 0; missile < flak.most(); missile++) {
      hurt |=
          flak.flies(missile)
              && Air.overlap(flak.left(missile), Air.FLAK_SIDE, craftColumn(), width)
              && Air.overlap(flak.top(missile), Air.FLAK_SIDE, craftTop, Air.CRAFT_HEIGHT);
    }
    boolean grounded = craftTop + Air.CRAFT_HEIGHT > Landscape.highest(key, craftColumn(), width);
    if (grounded || (hurt && grace == 0)) {
      falling = FALLING;
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
    return Optional.of(new ScrollPlayer(this, seed));
  }

  @Override
  public void save(StateWriter out) {
    out.putLong(random.state());
    traffic.save(out);
    shots.save(out);
    flak.save(out);
    out.putInt(key);
    out.putInt(lives);
    out.putInt(score);
    out.putInt(camera);
    out.putInt(craftTop);
    out.putInt(cooling);
    out.putInt(falling);
    out.putInt(grace);
    out.putInt(burstLeft);
    out.putInt(burstTop);
    out.putInt(burst);
  }

  @Override
  public void load(StateReader in) {
    random.resume(in.getLong());
    traffic.load(in);
    shots.load(in);
    flak.load(in);
    key = in.getInt("landscape", Integer.MIN_VALUE, Integer.MAX_VALUE);
    lives = in.getInt("lives", 0, LIVES);
    score = in.getInt("score", 0, Integer.MAX_VALUE);
    camera = in.getInt("camera", 0, FARTHEST);
    craftTop = in.getInt("craft", 0, EmulatedGame.SCREEN_HEIGHT);
    cooling = in.getInt("frames to the next shot", 0, COOLING);
    falling = in.getInt("frames to fall", 0, FALLING);
    grace = in.getInt("frames of grace", 0, GRACE);
    burstLeft = in.getInt("burst column", 0, FARTHEST);
    burstTop = in.getInt("burst row", 0, EmulatedGame.SCREEN_HEIGHT);
    burst = in.getInt("frames to burst", 0, BURST);
  }

  /** First column of the landscape on the screen. */
  int cameraColumn() {
    return camera >> FRACTION_BITS;
  }

  /** First column of the landscape under the craft. */
  int craftColumn() {
    return cameraColumn() + Air.CRAFT_LEFT;
  }

  int key() {
    return key;
  }

  int score() {
    return score;
  }

  int craftTop() {
    return craftTop;
  }

  int falling() {
    return falling;
  }

  int grace() {
    return grace;
  }

  Traffic traffic() {
    return traffic;
  }

  Missiles shots() {
    return shots;
  }

  Missiles flak() {
    return flak;
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
}
