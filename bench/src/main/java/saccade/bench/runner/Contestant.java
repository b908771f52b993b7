package saccade.bench.runner;

import org.jspecify.annotations.Nullable;
import saccade.engine.StepCounts;
import saccade.engine.StepProfile;

/**
 * One that is measured: it plays the steps of a trace, one after the other, for one agent or
 * several. Belongs to one thread.
 */
interface Contestant extends AutoCloseable {
  /** Who it is. */
  Label label();

  /** Untimed: a new episode where one starts, and the observation into the buffers. */
  void prepare(int position);

  /** Timed: the step. */
  void run();

  /** Copies the first agent's y. */
  void output(float[] y);

  /** Adds what the last step counted of all agents; without counts does nothing. */
  default void addCounts(StepCounts sum) {}

  /** Whether the last step of any agent had an input event; null if it does not know. */
  default @Nullable Boolean moved() {
    return null;
  }

  /** What tells where the time goes; null if it does not. */
  default @Nullable StepProfile profile() {
    return null;
  }

  /** Whether other threads may still be busy after a step, which would disturb who comes next. */
  default boolean leavesThreadsBusy() {
    return false;
  }

  @Override
  void close();
}
