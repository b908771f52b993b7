package saccade.environments.minatar;

import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Seaquest: a submarine shoots fish and enemy submarines, worth 1 each, picks up divers and comes
 * up before its oxygen is gone. With ramping, each surfacing makes the enemies faster.
 *
 * <p>Some quirks belong to the rules. Surfacing with six divers is worth the oxygen left and
 * empties the counter, and the diver that every surfacing costs is taken off below zero: surfacing
 * without a diver is then allowed, and surfacing after one more diver is not. A step that begins
 * without oxygen ends the episode even if it surfaces. An enemy kills where it was and where it
 * moves to within the same step.
 */
final class Seaquest implements MinAtarGame {
  static final int OXYGEN = 200;
  static final int MOST_DIVERS = 6;

  private static final List<String> CHANNELS =
      List.of(
          "sub_front",
          "sub_back",
          "friendly_bullet",
          "trail",
          "enemy_bullet",
          "enemy_fish",
          "enemy_sub",
          "oxygen",
          "divers",
          "diver");
  private static final List<Integer> MINIMAL =
      List.of(Grid.NONE, Grid.LEFT, Grid.UP, Grid.RIGHT, Grid.DOWN, Grid.FIRE);
  private static final int SPAWN_INTERVAL = 20;
  private static final int DIVER_INTERVAL = 30;
  private static final int MOVE_INTERVAL = 5;
  private static final int FASTEST_MOVE = 2;
  private static final int COOLDOWN = 5;
  private static final int START_COLUMN = 5;
  private static final int DEEPEST = 8;

  private final boolean ramping;
  final SeaquestEnemies enemies = new SeaquestEnemies();
  final Swarm friendly = new Swarm();
  final Swarm divers = new Swarm();
  int subX;
  int subY;
  int facing = -1;
  int oxygen;
  int picked;
  int cooldown;
  int spawnInterval = 1;
  int moveInterval = 1;
  int spawnTimer;
  int diverTimer;
  int ramps;
  boolean surfaced;
  private boolean ended;

  Seaquest(boolean ramping) {
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
    enemies.clear();
    friendly.clear();
    divers.clear();
    subX = START_COLUMN;
    subY = 0;
    facing = -1;
    oxygen = OXYGEN;
    picked = 0;
    cooldown = 0;
    spawnInterval = SPAWN_INTERVAL;
    moveInterval = MOVE_INTERVAL;
    spawnTimer = SPAWN_INTERVAL;
    diverTimer = DIVER_INTERVAL;
    ramps = 0;
    surfaced = true;
    ended = false;
  }

  @Override
  public int act(int action, Chance chance) {
    spawn(chance);
    steer(action);
    int reward = moveFriendlyBullets();
    moveDivers();
    reward += enemies.moveSubs(this, moveInterval);
    enemies.moveBullets(this);
    reward += enemies.moveFish(this, moveInterval);
    spawnTimer -= spawnTimer > 0 ? 1 : 0;
    diverTimer -= diverTimer > 0 ? 1 : 0;
    cooldown -= cooldown > 0 ? 1 : 0;
    return reward + breathe();
  }

  private void spawn(Chance chance) {
    if (spawnTimer == 0) {
      enemies.spawn(chance, moveInterval);
      spawnTimer = spawnInterval;
    }
    if (diverTimer == 0) {
      int way = chance.uniform() < 0.5 ? 1 : -1;
      divers.add(way > 0 ? 0 : Grid.LAST, 1 + chance.below(DEEPEST), way, MOVE_INTERVAL, 0);
      diverTimer = DIVER_INTERVAL;
    }
  }

  private void steer(int action) {
    if (action == Grid.FIRE && cooldown == 0) {
      friendly.add(subX, subY, facing, 0, 0);
      cooldown = COOLDOWN;
    }
    int way = Grid.sideways(action);
    facing = way == 0 ? facing : way;
    subX = Grid.clamp(subX + way, 0, Grid.LAST);
    subY = Grid.clamp(subY + Grid.downwards(action), 0, DEEPEST);
  }

  private int moveFriendlyBullets() {
    int hits = 0;
    for (int i = friendly.size() - 1; i >= 0; i--) {
      friendly.x[i] += friendly.direction[i];
      if (!Grid.holds(friendly.x[i])) {
        friendly.remove(i);
      } else if (enemies.shotAt(friendly.x[i], friendly.y[i])) {
        friendly.remove(i);
        hits++;
      }
    }
    return hits;
  }

  /** Something deadly is in this cell. */
  void meet(int x, int y) {
    ended |= x == subX && y == subY;
  }

  private void moveDivers() {
    for (int i = divers.size() - 1; i >= 0; i--) {
      if (pickUp(i)) {
        continue;
      }
      if (divers.moveTimer[i] > 0) {
        divers.moveTimer[i]--;
        continue;
      }
      divers.moveTimer[i] = MOVE_INTERVAL;
      divers.x[i] += divers.direction[i];
      if (!Grid.holds(divers.x[i])) {
        divers.remove(i);
      } else {
        pickUp(i);
      }
    }
  }

  private boolean pickUp(int diver) {
    boolean picks = picked < MOST_DIVERS && divers.x[diver] == subX && divers.y[diver] == subY;
    if (picks) {
      picked++;
      divers.remove(diver);
    }
    return picks;
  }

  /** Oxygen below the surface, and what coming up to it brings. */
  private int breathe() {
    // Before surfacing: who comes up on the last breath is lost.
    ended |= oxygen <= 0;
    if (subY > 0) {
      oxygen--;
      surfaced = false;
      return 0;
    }
    return surfaced ? 0 : surface();
  }

  private int surface() {
    surfaced = true;
    if (picked == 0) {
      ended = true;
      return 0;
    }
    int reward = 0;
    if (picked == MOST_DIVERS) {
      picked = 0;
      reward = oxygen * Grid.SIZE / OXYGEN;
    }
    oxygen = OXYGEN;
    picked--;
    ramp();
    return reward;
  }

  private void ramp() {
    if (!ramping || (spawnInterval == 1 && moveInterval <= FASTEST_MOVE)) {
      return;
    }
    if (moveInterval > FASTEST_MOVE && ramps % 2 == 1) {
      moveInterval--;
    }
    spawnInterval = Math.max(1, spawnInterval - 1);
    ramps++;
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public void draw(byte[] frame) {
    Grid.mark(frame, 0, subX, subY);
    Grid.mark(frame, 1, subX - facing, subY);
    friendly.draw(frame, 2);
    divers.drawTrails(frame, 3);
    enemies.draw(frame);
    for (int x = 0; x < oxygen * Grid.SIZE / OXYGEN; x++) {
      Grid.mark(frame, 7, x, Grid.LAST);
    }
    for (int x = Grid.LAST - picked; x < Grid.LAST; x++) {
      Grid.mark(frame, 8, x, Grid.LAST);
    }
    divers.draw(frame, 9);
  }

  @Override
  public void save(StateWriter out) {
    enemies.save(out);
    friendly.save(out);
    divers.save(out);
    out.putInt(subX);
    out.putInt(subY);
    out.putInt(facing);
    out.putInt(oxygen);
    out.putInt(picked);
    out.putInt(cooldown);
    out.putInt(spawnInterval);
    out.putInt(moveInterval);
    out.putInt(spawnTimer);
    out.putInt(diverTimer);
    out.putInt(ramps);
    out.putFlag(surfaced);
    out.putFlag(ended);
  }

  @Override
  public void load(StateReader in) {
    enemies.load(in);
    friendly.load(in, "friendly bullet", 0);
    divers.load(in, "diver", MOVE_INTERVAL);
    subX = in.getInt("submarine column", 0, Grid.LAST);
    subY = in.getInt("submarine row", 0, DEEPEST);
    facing = in.getSign("facing");
    oxygen = in.getInt("oxygen", -1, OXYGEN);
    picked = in.getInt("picked divers", Integer.MIN_VALUE, MOST_DIVERS);
    cooldown = in.getInt("cooldown", 0, COOLDOWN);
    spawnInterval = in.getInt("spawn interval", 1, SPAWN_INTERVAL);
    moveInterval = in.getInt("move interval", 1, MOVE_INTERVAL);
    spawnTimer = in.getInt("spawn timer", 0, SPAWN_INTERVAL);
    diverTimer = in.getInt("diver timer", 0, DIVER_INTERVAL);
    ramps = in.getInt("ramps", 0, Integer.MAX_VALUE);
    surfaced = in.getFlag("surfaced");
    ended = in.getFlag("ended");
  }
}
