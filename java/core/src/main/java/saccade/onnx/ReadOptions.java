package saccade.onnx;

import org.jspecify.annotations.Nullable;

/**
 * What the caller of {@link OnnxReader} knows better than the file.
 *
 * @param input kind of input; null leaves it to the file's metadata and then to a guess
 * @param depth frames in the history or image stack, at least 1; 0 leaves it to the metadata, else
 *     1 for numbers and one per channel for images
 * @param output name of the graph's output to read; null for the first one
 */
public record ReadOptions(@Nullable InputKind input, int depth, @Nullable String output) {
  /** Everything is left to the file. */
  public static final ReadOptions DEFAULT = new ReadOptions(null, 0, null);

  /** What a network may observe. */
  public enum InputKind {
    /** Gray levels, one byte each: an {@link saccade.model.ImageStack}. */
    IMAGE,
    /** Numbers: a {@link saccade.model.FloatStack}. */
    FLOAT
  }

  public ReadOptions {
    if (depth < 0) {
      throw new IllegalArgumentException(
          "a history of " + depth + " frames was asked for; give at least 1, or 0 to ask the file");
    }
  }

  /** The same for this kind of input. */
  public ReadOptions withInput(InputKind kind) {
    return new ReadOptions(kind, depth, output);
  }

  /** The same for a history of this many frames. */
  public ReadOptions withDepth(int frames) {
    return new ReadOptions(input, frames, output);
  }

  /** The same for the output of this name. */
  public ReadOptions withOutput(String name) {
    return new ReadOptions(input, depth, name);
  }
}
