package saccade.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Network;

/**
 * Number of events per weighted layer above which the layer runs dense for that step (contract, law
 * 12). In EXACT they change no bit; in FLOAT32 they are part of the result. Immutable.
 */
public final class Crossovers {
  /** No layer ever runs dense for its events. */
  public static final Crossovers NEVER = new Crossovers(new int[0], false);

  /** Those of the fixed cost model; a plan says which numbers they became. */
  public static final Crossovers DEFAULT = new Crossovers(new int[0], true);

  private final int[] events;
  private final boolean open;

  private Crossovers(int[] events, boolean open) {
    this.events = events;
    this.open = open;
  }

  /** One number of events per weighted layer, first layer first, each 0 or more. */
  public static Crossovers of(int... events) {
    for (int e : events) {
      if (e < 0) {
        throw new IllegalArgumentException(
            "crossover " + e + " is negative; give a number of events, 0 or more");
      }
    }
    return new Crossovers(events.clone(), false);
  }

  /**
   * The numbers of a plan: those given, or the fixed cost model's for {@link #DEFAULT}. For
   * backends.
   */
  public Crossovers resolve(List<LayerCost> layers) {
    return open ? CostModel.crossovers(layers) : this;
  }

  /** Crossover of a weighted layer, 1..depth. */
  public int at(int layer) {
    if (open) {
      throw new IllegalStateException(
          "the default crossovers belong to no network yet; ask a plan for its own");
    }
    return events.length == 0 ? Integer.MAX_VALUE : events[layer - 1];
  }

  /** A copy of the numbers, first layer first; empty if no layer ever runs dense. */
  public int[] toArray() {
    return events.clone();
  }

  /**
   * Checks the number of values against a network. For backends.
   *
   * @throws IllegalArgumentException unless there is one per weighted layer, or none at all
   */
  public void requireFor(Network network) {
    if (events.length != 0 && events.length != network.depth()) {
      throw new IllegalArgumentException(
          events.length
              + " crossovers were given for the "
              + network.depth()
              + " weighted layers of "
              + network.name()
              + "; give one for each, or none");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Crossovers that
        && open == that.open
        && Arrays.equals(events, that.events);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(events);
  }

  @Override
  public String toString() {
    return open ? "default" : events.length == 0 ? "never" : Arrays.toString(events);
  }
}
