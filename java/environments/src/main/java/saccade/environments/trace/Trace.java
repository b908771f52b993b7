package saccade.environments.trace;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run: one gray frame or one vector per step, and where episodes begin.
 *
 * <p>In a {@code .npz} file: {@code frames} uint8 [steps, height, width], else {@code observations}
 * float32 [steps, n]; optionally {@code episode_start} (bool or integer, [steps], not 0 where a
 * reset came before the observation; without it only step 0). Other arrays are neither inflated nor
 * looked at. Immutable, and safe to share between threads.
 */
public final class Trace {
  /** Most bytes that a trace may hold in memory. */
  public static final long MAX_BYTES = 1L << 30;

  private final byte @Nullable [] frames;
  private final float @Nullable [] observations;
  private final boolean[] starts;
  private final int height;
  private final int width;
  private final int first;
  private final int steps;

  private Trace(
      byte @Nullable [] frames,
      float @Nullable [] observations,
      boolean[] starts,
      int height,
      int width) {
    this.frames = frames;
    this.observations = observations;
    this.starts = starts;
    this.height = height;
    this.width = width;
    this.first = 0;
    this.steps = starts.length;
  }

  private Trace(Trace whole, int from, int to) {
    this.frames = whole.frames;
    this.observations = whole.observations;
    this.starts = whole.starts;
    this.height = whole.height;
    this.width = whole.width;
    this.first = whole.first + from;
    this.steps = to - from;
  }

  /**
   * Reads a trace.
   *
   * @param path an .npz file
   * @throws TraceException if it is missing, damaged, too large or not a trace
   */
  public static Trace read(Path path) {
    return TraceReader.read(path);
  }

  /**
   * Makes a trace of frames; the arrays are kept, not copied, and must not change any more.
   *
   * @param frames steps * height * width gray bytes
   * @param height rows, from 1
   * @param width columns, from 1
   * @param episodeStarts one per step, at least one; step 0 begins an episode in any case
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public static Trace ofFrames(byte[] frames, int height, int width, boolean[] episodeStarts) {
    checkSizes(frames.length, height, width, episodeStarts.length);
    return new Trace(frames, null, episodeStarts, height, width);
  }

  /**
   * Makes a trace of vectors; the arrays are kept, not copied, and must not change any more.
   *
   * @param observations steps * n values
   * @param n values per step, from 1
   * @param episodeStarts one per step, at least one; step 0 begins an episode in any case
   * @throws IllegalArgumentException if the sizes do not fit each other
   */
  public static Trace ofObservations(float[] observations, int n, boolean[] episodeStarts) {
    checkSizes(observations.length, 1, n, episodeStarts.length);
    return new Trace(null, observations, episodeStarts, 1, n);
  }

  private static void checkSizes(int length, int height, int width, int steps) {
    if (height < 1 || width < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "%d steps of %dx%d must be at least 1 each".formatted(steps, height, width));
    }
    // Divided rather than multiplied: three sizes can pass 2^63 together.
    if ((long) height * width > length / steps || (long) height * width * steps != length) {
      throw new IllegalArgumentException(
          "%d values do not make %d steps of %dx%d".formatted(length, steps, height, width));
    }
  }

  /**
   * Writes the trace as a deflated .npz that NumPy reads; the same trace gives the same bytes.
   *
   * @param path file to write; an existing one is replaced when the new one is whole
   * @throws TraceException if it cannot be written
   */
  public void write(Path path) {
    TraceWriter.write(this, path);
  }

  /** Number of observations, at least 1. */
  public int steps() {
    return steps;
  }

  /** Whether steps are gray frames (else vectors). */
  public boolean isImage() {
    return frames != null;
  }

  /** Rows of a frame; 1 for vectors. */
  public int height() {
    return height;
  }

  /** Columns of a frame; n for vectors. */
  public int width() {
    return width;
  }

  /** Values per step: height * width. */
  public int frameLength() {
    return height * width;
  }

  /**
   * Whether an episode begins with this step's observation; always so at step 0, also of a slice.
   *
   * @throws IllegalArgumentException if there is no such step
   */
  public boolean episodeStart(int step) {
    checkStep(step);
    return step == 0 || starts[first + step];
  }

  /**
   * Copies the frame of a step.
   *
   * @param target receives height * width gray bytes, row by row
   * @throws IllegalArgumentException if there is no such step or the target has another length
   * @throws IllegalStateException if this trace holds vectors
   */
  public void frame(int step, byte[] target) {
    if (frames == null) {
      throw new IllegalStateException("this trace holds vectors, not frames; use observation()");
    }
    checkStep(step);
    checkLength(target.length);
    System.arraycopy(frames, (first + step) * target.length, target, 0, target.length);
  }

  /**
   * Copies the vector of a step.
   *
   * @param target receives n values as they were recorded, NaN and infinities included
   * @throws IllegalArgumentException if there is no such step or the target has another length
   * @throws IllegalStateException if this trace holds frames
   */
  public void observation(int step, float[] target) {
    if (observations == null) {
      throw new IllegalStateException("this trace holds frames, not vectors; use frame()");
    }
    checkStep(step);
    checkLength(target.length);
    System.arraycopy(observations, (first + step) * target.length, target, 0, target.length);
  }

  /**
   * A view of some steps; no data is copied.
   *
   * @param from first step
   * @param to one past the last step
   * @throws IllegalArgumentException unless 0 &lt;= from &lt; to &lt;= steps
   */
  public Trace slice(int from, int to) {
    if (from < 0 || from >= to || to > steps) {
      throw new IllegalArgumentException(
          "slice from %d to %d is not within the %d steps; it needs 0 <= from < to <= steps"
              .formatted(from, to, steps));
    }
    return new Trace(this, from, to);
  }

  private void checkStep(int step) {
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException(
          "step is %d and must be from 0 to %d".formatted(step, steps - 1));
    }
  }

  private void checkLength(int length) {
    if (length != frameLength()) {
      throw new IllegalArgumentException(
          "target has %d values and must have %d (%dx%d)"
              .formatted(length, frameLength(), height, width));
    }
  }
}
