package saccade.bench.runner;

import saccade.bench.workload.StepTrace;

/**
 * Where each agent is in the trace: spread over it evenly, so that they do not do the same thing at
 * the same time. Positions count up without end; the trace is played again and again.
 *
 * @param trace the steps
 * @param number of agents, at least 1
 */
record Agents(StepTrace trace, int number) {
  /** Step of the trace that agent {@code agent} plays at a position. */
  int step(int agent, int position) {
    long offset = (long) trace.steps() * agent / number;
    return (int) ((position + offset) % trace.steps());
  }

  /** Whether an episode of that agent begins at a position; at the first position it does. */
  boolean begins(int agent, int position) {
    return position == 0 || trace.episodeStart(step(agent, position));
  }

  /** Whether that is so for any of them: such steps are not measured. */
  boolean anyBegins(int position) {
    for (int agent = 0; agent < number; agent++) {
      if (begins(agent, position)) {
        return true;
      }
    }
    return false;
  }
}
