package saccade.app.play;

import java.nio.file.Path;
import saccade.engine.FrameSequence;
import saccade.environments.trace.Trace;
import saccade.model.ImageStack;

/** Frames in memory: of a game that was played, or of a trace file. */
public final class RecordedFrames implements FrameSequence {
  private final byte[][] frames;
  private final boolean[] starts;

  private RecordedFrames(byte[][] frames, boolean[] starts) {
    this.frames = frames;
    this.starts = starts;
  }

  /** Plays a game under its scripted player. */
  public static RecordedFrames ofGame(String name, long seed, int steps) {
    GameSource game = new GameSource(name, seed);
    byte[][] frames = new byte[steps][game.game().frameLength()];
    boolean[] starts = new boolean[steps];
    for (int step = 0; step < steps; step++) {
      game.advance();
      starts[step] = game.episodeStart();
      game.frame(frames[step]);
    }
    return new RecordedFrames(frames, starts);
  }

  /**
   * Reads a trace of images.
   *
   * @throws saccade.environments.trace.TraceException if the file cannot be read
   * @throws IllegalArgumentException if its frames do not fit the network
   */
  public static FrameSequence ofTrace(Path file, ImageStack stack) {
    Trace trace = Trace.read(file);
    boolean fits =
        trace.isImage() && trace.height() == stack.height() && trace.width() == stack.width();
    if (!fits) {
      throw new IllegalArgumentException(
          "trace "
              + file
              + " does not hold images of "
              + stack.height()
              + "x"
              + stack.width()
              + ", which the network observes; give one that does");
    }
    return new TraceFrames(trace);
  }

  /** A trace as it is: its frames are in memory once already. */
  private record TraceFrames(Trace trace) implements FrameSequence {
    @Override
    public int steps() {
      return trace.steps();
    }

    @Override
    public boolean episodeStart(int step) {
      return trace.episodeStart(step);
    }

    @Override
    public void frame(int step, byte[] target) {
      trace.frame(step, target);
    }
  }

  @Override
  public int steps() {
    return frames.length;
  }

  @Override
  public boolean episodeStart(int step) {
    return starts[step];
  }

  @Override
  public void frame(int step, byte[] target) {
    System.arraycopy(frames[step], 0, target, 0, target.length);
  }
}
