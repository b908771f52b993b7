package saccade.environments.minatar;

import java.util.Arrays;
import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Freeway: a chicken crosses eight lanes of cars; each crossing is worth 1, and a car throws it
 * back to the start without a penalty.
 *
 * <p>Two quirks belong to the rules. A car of speed s (steps between moves) moves every s + 1
 * steps. The clock of 2,500 ends the episode when it falls below 0, so after 2,501 steps; that end
 * is the game's own.
 */
final class Freeway implements MinAtarGame {
  static final int CARS = 8;

  /** Where the clock begins. */
  static final int CLOCK = 2_500;

  private static final List<String> CHANNELS =
      List.of("chicken", "car", "speed1", "speed2", "speed3", "speed4", "speed5");
  private static final List<Integer> MINIMAL = List.of(Grid.NONE, Grid.UP, Grid.DOWN);
  private static final int COLUMN = 4;
  private static final int MOVE_INTERVAL = 3;
  private static final int SPEEDS = 5;
  private static final int TRAIL_CHANNEL = 1;

  final int[] carX = new int[CARS];
  final int[] timer = new int[CARS];

  /** Steps between moves, negative for a car that goes left. */
  final int[] speed = new int[CARS];

  int chicken;
  int moveTimer;
  int clock;

  Freeway() {
    Arrays.fill(speed, 1);
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
    Arrays.fill(carX, 0);
    newSpeeds(chance);
    chicken = Grid.LAST;
    moveTimer = MOVE_INTERVAL;
    clock = CLOCK;
  }

  private void newSpeeds(Chance chance) {
    for (int i = 0; i < CARS; i++) {
      speed[i] = 1 + chance.below(SPEEDS);
    }
    for (int i = 0; i < CARS; i++) {
      timer[i] = speed[i];
      speed[i] = chance.uniform() < 0.5 ? -speed[i] : speed[i];
    }
  }

  @Override
  public int act(int action, Chance chance) {
    int way = Grid.downwards(action);
    if (way != 0 && moveTimer == 0) {
      moveTimer = MOVE_INTERVAL;
      chicken = Grid.clamp(chicken + way, 0, Grid.LAST);
    }
    int reward = 0;
    if (chicken == 0) {
      reward = 1;
      newSpeeds(chance);
      chicken = Grid.LAST;
    }
    for (int i = 0; i < CARS; i++) {
      drive(i);
    }
    moveTimer = Math.max(0, moveTimer - 1);
    clock--;
    return reward;
  }

  private void drive(int car) {
    hit(car);
    if (timer[car] == 0) {
      timer[car] = Math.abs(speed[car]);
      carX[car] = Math.floorMod(carX[car] + Integer.signum(speed[car]), Grid.SIZE);
      hit(car);
    } else {
      timer[car]--;
    }
  }

  private void hit(int car) {
    if (carX[car] == COLUMN && chicken == car + 1) {
      chicken = Grid.LAST;
    }
  }

  @Override
  public boolean ended() {
    return clock < 0;
  }

  @Override
  public void draw(byte[] frame) {
    Grid.mark(frame, 0, COLUMN, chicken);
    for (int i = 0; i < CARS; i++) {
      int behind = Math.floorMod(carX[i] - Integer.signum(speed[i]), Grid.SIZE);
      Grid.mark(frame, 1, carX[i], i + 1);
      Grid.mark(frame, TRAIL_CHANNEL + Math.abs(speed[i]), behind, i + 1);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.putInts(carX);
    out.putInts(timer);
    for (int signed : speed) {
      out.putInt(Integer.signum(signed));
      out.putInt(Math.abs(signed));
    }
    out.putInt(chicken);
    out.putInt(moveTimer);
    out.putInt(clock);
  }

  @Override
  public void load(StateReader in) {
    in.getInts("car column", carX, 0, Grid.LAST);
    in.getInts("car timer", timer, 0, SPEEDS);
    for (int i = 0; i < CARS; i++) {
      speed[i] = in.getSign("car direction") * in.getInt("car speed", 1, SPEEDS);
    }
    chicken = in.getInt("chicken", 0, Grid.LAST);
    moveTimer = in.getInt("move timer", 0, MOVE_INTERVAL);
    clock = in.getInt("clock", -1, CLOCK);
  }
}
