package saccade.bench.workload;

/**
 * Frames that stop: from a step on, nothing changes any more.
 *
 * @param moving where the first frames are from
 * @param steps number of steps
 * @param last step that is shown for ever
 */
record StillTrace(StepTrace moving, int steps, int last) implements StepTrace {
  @Override
  public boolean episodeStart(int step) {
    return step == 0 || (step <= last && moving.episodeStart(step));
  }

  @Override
  public boolean everyStepCounts() {
    return true;
  }

  @Override
  public void frame(int step, byte[] target) {
    moving.frame(Math.min(step, last), target);
  }
}
