package saccade.environments.walk;

import saccade.environments.emulation.SeededRandom;

/**
 * A smooth random walk of a vector within a range per element: what drives a network that observes
 * numbers when there is nothing better. An element now moves, with a speed that changes slowly, now
 * rests, so that some elements change and others do not, as in a robot's observation. The same seed
 * gives the same bits on every machine.
 */
public final class SmoothWalk {
  /** Share of its speed that a moving element keeps per step. */
  private static final double INERTIA = 0.95;

  /** Largest change of speed per step, in ranges. */
  private static final double PUSH = 0.01;

  /** Mean number of steps between two changes from moving to resting or back. */
  private static final int PHASE = 50;

  private final SeededRandom random;
  private final double[] low;
  private final double[] span;
  private final double[] place;
  private final double[] speed;
  private final boolean[] moving;

  /**
   * Starts a walk at a random place.
   *
   * @param low smallest value of each element, finite
   * @param high largest value of each element, finite and not below its {@code low}
   * @throws IllegalArgumentException naming the element whose range is empty
   */
  public SmoothWalk(float[] low, float[] high, long seed) {
    if (low.length != high.length || low.length == 0) {
      throw new IllegalArgumentException(
          low.length + " smallest and " + high.length + " largest values; give one each");
    }
    random = new SeededRandom(seed, 0);
    this.low = new double[low.length];
    span = new double[low.length];
    for (int i = 0; i < low.length; i++) {
      if (!(low[i] <= high[i]) || Float.isInfinite(low[i]) || Float.isInfinite(high[i])) {
        throw new IllegalArgumentException(
            "range "
                + low[i]
                + ".."
                + high[i]
                + " of element "
                + i
                + " is empty or not finite; give finite bounds that ascend");
      }
      this.low[i] = low[i];
      span[i] = (double) high[i] - low[i];
    }
    place = new double[low.length];
    speed = new double[low.length];
    moving = new boolean[low.length];
    restart();
  }

  /** Number of elements. */
  public int size() {
    return low.length;
  }

  /** Goes to another random place: the start of an episode. */
  public void restart() {
    for (int i = 0; i < place.length; i++) {
      place[i] = random.nextDouble();
      speed[i] = 0;
      moving[i] = random.nextDouble() < 0.5;
    }
  }

  /** One step. */
  public void step() {
    for (int i = 0; i < place.length; i++) {
      if (random.nextInt(PHASE) == 0) {
        moving[i] = !moving[i];
      }
      speed[i] = INERTIA * speed[i] + PUSH * (2 * random.nextDouble() - 1);
      if (moving[i]) {
        move(i);
      }
    }
  }

  /** The ends of the range throw an element back. */
  private void move(int i) {
    double next = place[i] + speed[i];
    if (next < 0 || next > 1) {
      next = next < 0 ? -next : 2 - next;
      speed[i] = -speed[i];
    }
    place[i] = next;
  }

  /** Value of an element, within its range. */
  public float at(int element) {
    return (float) (low[element] + span[element] * place[element]);
  }
}
