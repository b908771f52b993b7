package saccade.app.play;

import java.util.OptionalDouble;
import saccade.engine.FrameSequence;

/** Recorded frames, once through or again and again. */
public final class TraceSource implements FrameSource {
  private final FrameSequence frames;
  private final String name;
  private final boolean endless;
  private int step = -1;

  /** Frames once through, under the name that a report shows. */
  public TraceSource(FrameSequence frames, String name) {
    this(frames, name, false);
  }

  private TraceSource(FrameSequence frames, String name, boolean endless) {
    this.frames = frames;
    this.name = name;
    this.endless = endless;
  }

  /** The same frames again and again; each time begins an episode. */
  public static TraceSource endless(FrameSequence frames, String name) {
    return new TraceSource(frames, name, true);
  }

  @Override
  public boolean advance() {
    step = endless ? (step + 1) % frames.steps() : step + 1;
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
