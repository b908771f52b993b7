package saccade.bench.runner;

import java.util.ArrayList;
import java.util.List;
import saccade.bench.workload.Workload;

/** One contestant alone, for a harness that has its own clock. */
public final class Solo implements AutoCloseable {
  /** Long enough that a compiler with work left shows it. */
  private static final long ROUND_NANOS = 100_000_000;

  private final Contestant contestant;
  private boolean prepared;

  private Solo(Contestant contestant) {
    this.contestant = contestant;
  }

  /**
   * Checks the y of everybody who is selected.
   *
   * @return who they are
   * @throws WrongResultException if one computes something else than it owes
   */
  public static List<Label> check(Workload workload, Selection selection) {
    Field field = new Field(workload, Condition.PLAIN, selection);
    OutputCheck.require(field);
    List<Label> labels = new ArrayList<>();
    field.ours().forEach(entrant -> labels.add(entrant.label()));
    field.rivals().forEach(rival -> labels.add(rival.label()));
    return labels;
  }

  /**
   * Opens one of those whom {@link #check} named.
   *
   * @throws IllegalArgumentException if it does not take part
   */
  public static Solo open(Workload workload, Selection selection, Label who) {
    Field field = new Field(workload, Condition.PLAIN, selection);
    for (Field.Entrant entrant : field.ours()) {
      if (entrant.label().equals(who)) {
        return new Solo(field.open(entrant));
      }
    }
    for (Field.RivalModel rival : field.rivals()) {
      if (rival.label().equals(who)) {
        return new Solo(field.open(rival));
      }
    }
    throw new IllegalArgumentException(
        who + " does not run on " + workload.name() + "; name one that does");
  }

  /**
   * Hands over the newest frame of a position of the trace, and steps. The rival keeps the
   * observation of the first position: its time does not depend on it, and a conversion to float32
   * is not held against it.
   */
  public void step(int position) {
    if (!prepared || !contestant.label().isRival()) {
      contestant.prepare(position);
      prepared = true;
    }
    contestant.run();
  }

  /**
   * Plays until the compiler has gone quiet: before that, vectors are objects, and a step takes a
   * hundred times as long.
   *
   * @param position of the first step
   * @param most nanoseconds that it may take
   * @return the position of the next step
   */
  public int warmUp(int position, long most) {
    WarmUp compiler = new WarmUp();
    int next = position;
    long end = System.nanoTime() + most;
    do {
      long round = System.nanoTime() + ROUND_NANOS;
      while (System.nanoTime() < round) {
        step(next++);
      }
    } while (!compiler.isOver() && System.nanoTime() < end);
    return next;
  }

  @Override
  public void close() {
    contestant.close();
  }
}
