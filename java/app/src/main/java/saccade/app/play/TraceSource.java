package saccade.app.play;

import java.util.OptionalDouble;
import saccade.engine.FrameSequence;

/** Recorded frames, once through. */
public final class TraceSource implements FrameSource {
  private final FrameSequence frames;
  private final String name;
  private int step = -1;

  /** Frames under the name that a report shows. */
  public TraceSource(FrameSequence frames, String name) {
    this.frames = frames;
    this.name = name;
  }

  @Override
  public boolean advance() {
    step++;
    return step < frames.steps();
  }

  @Override
  public boolean episodeStart() {
    return step == 0 || frames.episodeStart(step);
  }

  @Override
  public boolean ended() {
    return step + 1 >= frames.steps() || frames.episodeStart(step + 1);
  }

  @Override
  public void frame(byte[] target) {
    frames.frame(step, target);
  }

  @Override
  public OptionalDouble score() {
    return OptionalDouble.empty();
  }

  @Override
  public String actor() {
    return "recorded";
  }

  @Override
  public String environment() {
    return name;
  }
}
