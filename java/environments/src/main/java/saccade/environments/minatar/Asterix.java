package saccade.environments.minatar;

import java.util.Arrays;
import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Asterix: enemies and gold cross the rows; gold is worth 1, an enemy ends the episode. With
 * ramping, they come and move faster as time goes on.
 */
final class Asterix implements MinAtarGame {
  static final int ROWS = 8;

  private static final List<String> CHANNELS = List.of("player", "enemy", "trail", "gold");
  private static final List<Integer> MINIMAL =
      List.of(Grid.NONE, Grid.LEFT, Grid.UP, Grid.RIGHT, Grid.DOWN);
  private static final int SPAWN_INTERVAL = 10;
  private static final int MOVE_INTERVAL = 5;
  private static final int RAMP_INTERVAL = 100;
  private static final double GOLD = 1.0 / 3;
  private static final int START = 5;
  private static final int TOP = 1;
  private static final int BOTTOM = ROWS;

  private final boolean ramping;
  final boolean[] present = new boolean[ROWS];
  final boolean[] rightward = new boolean[ROWS];
  final boolean[] gold = new boolean[ROWS];
  final int[] column = new int[ROWS];
  int playerX;
  int playerY = TOP;
  int spawnInterval = 1;
  int moveInterval = 1;
  int spawnTimer;
  int moveTimer;
  int rampTimer;
  int ramps;
  private boolean ended;

  Asterix(boolean ramping) {
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
    Arrays.fill(present, false);
    playerX = START;
    playerY = START;
    spawnInterval = SPAWN_INTERVAL;
    moveInterval = MOVE_INTERVAL;
    spawnTimer = SPAWN_INTERVAL;
    moveTimer = MOVE_INTERVAL;
    rampTimer = RAMP_INTERVAL;
    ramps = 0;
    ended = false;
  }

  @Override
  public int act(int action, Chance chance) {
    if (spawnTimer == 0) {
      spawn(chance);
      spawnTimer = spawnInterval;
    }
    playerX = Grid.clamp(playerX + Grid.sideways(action), 0, Grid.LAST);
    playerY = Grid.clamp(playerY + Grid.downwards(action), TOP, BOTTOM);
    int reward = contact();
    if (moveTimer == 0) {
      moveTimer = moveInterval;
      moveAll();
      reward += contact();
    }
    spawnTimer--;
    moveTimer--;
    ramp();
    return reward;
  }

  private void spawn(Chance chance) {
    boolean fromLeft = chance.uniform() < 0.5;
    boolean isGold = chance.uniform() < GOLD;
    int free = 0;
    for (boolean taken : present) {
      free += taken ? 0 : 1;
    }
    if (free > 0) {
      place(freeSlot(chance.below(free)), fromLeft, isGold);
    }
  }

  private int freeSlot(int which) {
    int slot = 0;
    for (int passed = 0; present[slot] || passed < which; slot++) {
      passed += present[slot] ? 0 : 1;
    }
    return slot;
  }

  void place(int slot, boolean fromLeft, boolean isGold) {
    present[slot] = true;
    column[slot] = fromLeft ? 0 : Grid.LAST;
    rightward[slot] = fromLeft;
    gold[slot] = isGold;
  }

  private int contact() {
    int slot = playerY - TOP;
    if (!present[slot] || column[slot] != playerX) {
      return 0;
    }
    if (!gold[slot]) {
      ended = true;
      return 0;
    }
    present[slot] = false;
    return 1;
  }

  private void moveAll() {
    for (int i = 0; i < ROWS; i++) {
      if (present[i]) {
        int x = column[i] + (rightward[i] ? 1 : -1);
        present[i] = Grid.holds(x);
        column[i] = Grid.clamp(x, 0, Grid.LAST);
      }
    }
  }

  private void ramp() {
    if (!ramping || (spawnInterval == 1 && moveInterval == 1)) {
      return;
    }
    if (rampTimer >= 0) {
      rampTimer--;
      return;
    }
    if (moveInterval > 1 && ramps % 2 == 1) {
      moveInterval--;
    }
    spawnInterval = Math.max(1, spawnInterval - 1);
    ramps++;
    rampTimer = RAMP_INTERVAL;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void draw(byte[] frame) {
    Grid.mark(frame, 0, playerX, playerY);
    for (int i = 0; i < ROWS; i++) {
      if (present[i]) {
        Grid.mark(frame, gold[i] ? 3 : 1, column[i], i + TOP);
        int behind = column[i] + (rightward[i] ? -1 : 1);
        if (Grid.holds(behind)) {
          Grid.mark(frame, 2, behind, i + TOP);
        }
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    out.putFlags(present);
    out.putFlags(rightward);
    out.putFlags(gold);
    out.putInts(column);
    out.putInt(playerX);
    out.putInt(playerY);
    out.putInt(spawnInterval);
    out.putInt(moveInterval);
    out.putInt(spawnTimer);
    out.putInt(moveTimer);
    out.putInt(rampTimer);
    out.putInt(ramps);
    out.putFlag(ended);
  }

  @Override
  public void load(StateReader in) {
    in.getFlags("presence", present);
    in.getFlags("direction", rightward);
    in.getFlags("gold", gold);
    in.getInts("column", column, 0, Grid.LAST);
    playerX = in.getInt("player column", 0, Grid.LAST);
    playerY = in.getInt("player row", TOP, BOTTOM);
    spawnInterval = in.getInt("spawn interval", 1, SPAWN_INTERVAL);
    moveInterval = in.getInt("move interval", 1, MOVE_INTERVAL);
    spawnTimer = in.getInt("spawn timer", 0, SPAWN_INTERVAL);
    moveTimer = in.getInt("move timer", 0, MOVE_INTERVAL);
    rampTimer = in.getInt("ramp timer", -1, RAMP_INTERVAL);
    ramps = in.getInt("ramps", 0, Integer.MAX_VALUE);
    ended = in.getFlag("ended");
  }
}
