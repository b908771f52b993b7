package saccade.bench.workload;

/**
 * Frames that turn into their negative and back at every cut. What is behind stands still for that
 * step, so that every pixel changes: 255 - v is never v.
 *
 * @param scene the frames
 * @param every steps from cut to cut
 */
record SceneCutTrace(StepTrace scene, int every) implements StepTrace {
  @Override
  public int steps() {
    return scene.steps();
  }

  boolean isCut(int step) {
    return step > 0 && step % every == 0;
  }

  private int behind(int step) {
    return step - step / every;
  }

  @Override
  public boolean episodeStart(int step) {
    return !isCut(step) && scene.episodeStart(behind(step));
  }

  @Override
  public void frame(int step, byte[] target) {
    scene.frame(behind(step), target);
    if (step / every % 2 == 1) {
      for (int i = 0; i < target.length; i++) {
        target[i] = (byte) (255 - (target[i] & 0xff));
      }
    }
  }
}
