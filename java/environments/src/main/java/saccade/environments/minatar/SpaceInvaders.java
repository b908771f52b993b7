package saccade.environments.minatar;

import java.util.Arrays;
import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Space Invaders: a cannon shoots at a block of aliens that walks, comes down and shoots back; each
 * alien is worth 1. With ramping, each new block walks faster, from a move every 12 steps to one
 * every 6.
 *
 * <p>Aliens that come down from the bottom row end the episode; its last frame shows them in the
 * top row, as the published package does.
 */
final class SpaceInvaders implements MinAtarGame {
  private static final List<String> CHANNELS =
      List.of("cannon", "alien", "alien_left", "alien_right", "friendly_bullet", "enemy_bullet");
  private static final List<Integer> MINIMAL = List.of(Grid.NONE, Grid.LEFT, Grid.RIGHT, Grid.FIRE);
  private static final int SLOWEST = 12;
  private static final int FASTEST = 6;
  private static final int COOLDOWN = 5;
  private static final int ALIEN_SHOT_INTERVAL = 10;
  private static final int START_COLUMN = 5;
  private static final int BLOCK_ROWS = 4;
  private static final int BLOCK_LEFT = 2;
  private static final int BLOCK_RIGHT = 8;
  private static final int BOTTOM = Grid.cell(0, Grid.LAST);

  private final boolean ramping;
  final boolean[] aliens = new boolean[CELLS];
  final boolean[] friendly = new boolean[CELLS];
  final boolean[] enemy = new boolean[CELLS];
  private final boolean[] bottomRow = new boolean[Grid.SIZE];
  int cannon;
  int direction = -1;
  int cooldown;
  int interval = SLOWEST;
  int moveTimer;
  int shotTimer;
  private boolean ended;

  SpaceInvaders(boolean ramping) {
    this.ramping = ramping;
  }

  @Override
  public List<String> channels() {
    return CHANNELS;
  }

  @Override
  public List<Integer> minimalActions() {
    return MINIMAL;
  }

  @Override
  public void reset(Chance chance) {
    Arrays.fill(friendly, false);
    Arrays.fill(enemy, false);
    Arrays.fill(aliens, false);
    newBlock();
    cannon = START_COLUMN;
    direction = -1;
    cooldown = 0;
    interval = SLOWEST;
    moveTimer = SLOWEST;
    shotTimer = ALIEN_SHOT_INTERVAL;
    ended = false;
  }

  private void newBlock() {
    for (int y = 0; y < BLOCK_ROWS; y++) {
      Arrays.fill(aliens, Grid.cell(BLOCK_LEFT, y), Grid.cell(BLOCK_RIGHT, y), true);
    }
  }

  @Override
  public int act(int action, Chance chance) {
    moveCannon(action);
    moveBullets();
    ended |= enemy[BOTTOM + cannon] || aliens[BOTTOM + cannon];
    if (moveTimer == 0) {
      moveAliens();
      ended |= aliens[BOTTOM + cannon];
    }
    if (shotTimer == 0) {
      shotTimer = ALIEN_SHOT_INTERVAL;
      shootBack();
    }
    int reward = hits();
    moveTimer--;
    shotTimer--;
    cooldown = Math.max(0, cooldown - 1);
    if (noneLeft()) {
      interval -= ramping && interval > FASTEST ? 1 : 0;
      newBlock();
    }
    return reward;
  }

  private void moveCannon(int action) {
    if (action == Grid.FIRE && cooldown == 0) {
      friendly[BOTTOM + cannon] = true;
      cooldown = COOLDOWN;
    } else {
      cannon = Grid.clamp(cannon + Grid.sideways(action), 0, Grid.LAST);
    }
  }

  private void moveBullets() {
    System.arraycopy(friendly, Grid.SIZE, friendly, 0, BOTTOM);
    Arrays.fill(friendly, BOTTOM, CELLS, false);
    down(enemy);
  }

  private static void down(boolean[] cells) {
    System.arraycopy(cells, 0, cells, Grid.SIZE, BOTTOM);
    Arrays.fill(cells, 0, Grid.SIZE, false);
  }

  private void moveAliens() {
    moveTimer = Math.min(count(), interval);
    if (anyInColumn(direction < 0 ? 0 : Grid.LAST)) {
      direction = -direction;
      ended |= anyInBottomRow();
      rollDown();
    } else {
      sideways();
    }
  }

  /** Aliens of the bottom row come out at the top, as the last frame of an episode may show. */
  private void rollDown() {
    System.arraycopy(aliens, BOTTOM, bottomRow, 0, Grid.SIZE);
    down(aliens);
    System.arraycopy(bottomRow, 0, aliens, 0, Grid.SIZE);
  }

  private void sideways() {
    int from = direction < 0 ? 1 : 0;
    int to = direction < 0 ? 0 : 1;
    for (int row = 0; row < CELLS; row += Grid.SIZE) {
      System.arraycopy(aliens, row + from, aliens, row + to, Grid.LAST);
      aliens[row + (direction < 0 ? Grid.LAST : 0)] = false;
    }
  }

  private boolean anyInColumn(int x) {
    return lowestIn(x) >= 0;
  }

  private boolean anyInBottomRow() {
    for (int x = 0; x < Grid.SIZE; x++) {
      if (aliens[BOTTOM + x]) {
        return true;
      }
    }
    return false;
  }

  private int count() {
    int count = 0;
    for (boolean alien : aliens) {
      count += alien ? 1 : 0;
    }
    return count;
  }

  private boolean noneLeft() {
    for (boolean alien : aliens) {
      if (alien) {
        return false;
      }
    }
    return true;
  }

  /** Cell of the lowest alien of a column, or -1. */
  private int lowestIn(int x) {
    for (int cell = BOTTOM + x; cell >= 0; cell -= Grid.SIZE) {
      if (aliens[cell]) {
        return cell;
      }
    }
    return -1;
  }

  /** The column nearest the cannon shoots; of two as near, the left one. */
  private void shootBack() {
    for (int distance = 0; distance < Grid.SIZE; distance++) {
      int left = cannon - distance >= 0 ? lowestIn(cannon - distance) : -1;
      int right = cannon + distance < Grid.SIZE ? lowestIn(cannon + distance) : -1;
      if (left >= 0 || right >= 0) {
        enemy[left >= 0 ? left : right] = true;
        return;
      }
    }
  }

  private int hits() {
    int hits = 0;
    for (int i = 0; i < CELLS; i++) {
      if (aliens[i] && friendly[i]) {
        aliens[i] = false;
        friendly[i] = false;
        hits++;
      }
    }
    return hits;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void draw(byte[] frame) {
    Grid.mark(frame, 0, cannon, Grid.LAST);
    Grid.markAll(frame, 1, aliens);
    Grid.markAll(frame, direction < 0 ? 2 : 3, aliens);
    Grid.markAll(frame, 4, friendly);
    Grid.markAll(frame, 5, enemy);
  }

  @Override
  public void save(StateWriter out) {
    out.putFlags(aliens);
    out.putFlags(friendly);
    out.putFlags(enemy);
    out.putInt(cannon);
    out.putInt(direction);
    out.putInt(cooldown);
    out.putInt(interval);
    out.putInt(moveTimer);
    out.putInt(shotTimer);
    out.putFlag(ended);
  }

  @Override
  public void load(StateReader in) {
    in.getFlags("alien", aliens);
    in.getFlags("friendly bullet", friendly);
    in.getFlags("enemy bullet", enemy);
    cannon = in.getInt("cannon", 0, Grid.LAST);
    direction = in.getSign("direction");
    cooldown = in.getInt("cooldown", 0, COOLDOWN);
    interval = in.getInt("interval", FASTEST, SLOWEST);
    moveTimer = in.getInt("move timer", 0, SLOWEST);
    shotTimer = in.getInt("shot timer", 0, ALIEN_SHOT_INTERVAL);
    ended = in.getFlag("ended");
  }
}
