package saccade.onnx;

import java.nio.FloatBuffer;

/**
 * A model that is ready to run. Holds native memory until it is closed; its buffers are made once
 * and reused. Belongs to one thread at a time.
 */
public interface OnnxModel extends AutoCloseable {
  /** Number of values that a run reads. */
  int inputSize();

  /** Number of values that a run writes. */
  int outputSize();

  /**
   * Direct buffer that {@link #run()} reads: the observation in the model's order, {@link
   * #inputSize} values; its position and limit are ignored. Not to be touched after {@link #close}.
   */
  FloatBuffer input();

  /**
   * Direct buffer that {@link #run()} writes: y, {@link #outputSize} values. Not to be touched
   * after {@link #close}.
   */
  FloatBuffer output();

  /**
   * Runs the model once, batch 1, from {@link #input} to {@link #output}, without a copy.
   *
   * @throws IllegalStateException after {@link #close}
   */
  void run();

  /**
   * Runs the model once, batch 1, on a copy of {@code input}.
   *
   * @param input observation in the model's order, exactly {@link #inputSize} values
   * @param output takes y, exactly {@link #outputSize} values
   * @throws IllegalArgumentException if a length is wrong; nothing ran then
   * @throws IllegalStateException after {@link #close}
   */
  void run(float[] input, float[] output);

  /** Frees the native memory; a second call does nothing. */
  @Override
  void close();
}
