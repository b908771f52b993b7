package saccade.app.play;

import java.nio.file.Path;
import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.environments.trace.Trace;
import saccade.environments.trace.TraceException;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;

/** Frames in memory: of a source that was played, or of a trace file. */
public final class RecordedFrames implements FrameSequence {
  private final byte[][] frames;
  private final boolean[] starts;

  private RecordedFrames(byte[][] frames, boolean[] starts) {
    this.frames = frames;
    this.starts = starts;
  }

  /** Plays a game under its script, or under random actions if it has none. */
  public static RecordedFrames ofGame(String name, long seed, int steps) {
    GameSource game = new GameSource(name, seed);
    return of(game, game.game().frameLength(), steps);
  }

  /**
   * Plays a source, which must last long enough.
   *
   * @param frameBytes bytes of one frame
   */
  public static RecordedFrames of(FrameSource source, int frameBytes, int steps) {
    byte[][] frames = new byte[steps][frameBytes];
    boolean[] starts = new boolean[steps];
    for (int step = 0; step < steps; step++) {
      source.advance();
      starts[step] = source.episodeStart();
      source.frame(frames[step]);
    }
    return new RecordedFrames(frames, starts);
  }

  /**
   * Reads a trace of what a network observes: images for an image stack, vectors for a float stack.
   *
   * @throws TraceException if the file cannot be read, or a value is NaN or infinite
   * @throws IllegalArgumentException if its frames do not fit the network
   */
  public static FrameSequence ofTrace(Path file, Input input) {
    Trace trace = Trace.read(file);
    if (input instanceof ImageStack stack) {
      requireGray(file, stack);
      boolean fits =
          trace.isImage() && trace.height() == stack.height() && trace.width() == stack.width();
      require(fits, file, trace, "images of " + stack.height() + "x" + stack.width());
      return new ImageFrames(trace);
    }
    FloatStack stack = (FloatStack) input;
    boolean fits = !trace.isImage() && trace.frameLength() == stack.frameSize();
    require(fits, file, trace, "observations of " + stack.frameSize() + " numbers");
    requireFinite(file, trace);
    return new VectorFrames(trace, stack);
  }

  private static void requireGray(Path file, ImageStack stack) {
    if (stack.channels() > 1) {
      throw new IllegalArgumentException(
          "trace "
              + file
              + " holds gray images at best, but the network takes images of "
              + GameFrames.sides(stack.channels(), stack.height(), stack.width())
              + "; play a game by --env");
    }
  }

  private static void require(boolean fits, Path file, Trace trace, String wanted) {
    if (!fits) {
      String size =
          trace.isImage()
              ? "images of " + trace.height() + "x" + trace.width()
              : "observations of " + trace.frameLength() + " numbers";
      throw new IllegalArgumentException(
          "trace "
              + file
              + " holds "
              + size
              + ", but the network takes "
              + wanted
              + "; give a trace of these");
    }
  }

  private static void requireFinite(Path file, Trace trace) {
    float[] values = new float[trace.frameLength()];
    for (int step = 0; step < trace.steps(); step++) {
      trace.observation(step, values);
      for (int i = 0; i < values.length; i++) {
        if (!Float.isFinite(values[i])) {
          throw new TraceException(
              "trace %s holds %s at step %d, element %d; record finite numbers"
                  .formatted(file, values[i], step, i));
        }
      }
    }
  }

  /** A trace of images as it is: its frames are in memory once already. */
  private record ImageFrames(Trace trace) implements FrameSequence {
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

  /** A trace of vectors as it is; threads may share it. */
  private record VectorFrames(Trace trace, FloatStack input) implements FrameSequence {
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
      float[] values = new float[trace.frameLength()];
      trace.observation(step, values);
      byte[] bytes = Observations.bytes(input, values);
      System.arraycopy(bytes, 0, target, 0, target.length);
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
