package saccade.app.play;

import java.nio.file.Path;
import saccade.app.text.Quote;
import saccade.engine.FrameSequence;

/**
 * A recorded trace; it knows no seed. A trace of one step is watched and verified on that step.
 *
 * @param mostWatched frames that are watched at most
 */
record TraceDrive(Path file, FrameSequence frames, int mostWatched) implements Drive {
  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String flag() {
    return " --trace " + Quote.shell(file.toString());
  }

  @Override
  public String description() {
    return "trace " + name();
  }

  @Override
  public long steps() {
    return frames.steps();
  }

  @Override
  public FrameSource played(long seed) {
    return new TraceSource(frames, name());
  }

  @Override
  public FrameSource endless(long seed) {
    return TraceSource.endless(frames, name());
  }

  @Override
  public FrameSequence watched(long seed) {
    return frames.slice(0, Math.min(Math.max(1, half()), mostWatched));
  }

  @Override
  public FrameSequence heldOut(long seed) {
    return verified(seed, mostWatched);
  }

  @Override
  public FrameSequence verified(long seed, int steps) {
    long to = Math.min(frames.steps(), (long) half() + steps);
    return frames.slice(half(), (int) to);
  }

  private int half() {
    return frames.steps() / 2;
  }
}
