package saccade.onnx;

import java.util.Optional;

/**
 * A program that executes ONNX models: the rival that Saccade is measured against, and an oracle
 * that shares no code with it. Implementations are found by {@link java.util.ServiceLoader}, need a
 * public constructor without parameters, and load nothing before they are asked.
 */
public interface OnnxRunner {
  /** Name in reports and flags, such as "onnxruntime". */
  String name();

  /** Empty if this runner works here; else one sentence that says why not, with the remedy. */
  Optional<String> whyUnavailable();

  /**
   * Prepares a model for repeated runs of batch 1.
   *
   * @param model bytes of an .onnx file with one float32 input and one float32 output of fixed
   *     shapes
   * @param threads threads of one run, at least 1; 1 starts none beside the caller's
   * @throws IllegalArgumentException if the runner refuses the model or {@code threads} is below 1
   * @throws IllegalStateException if the runner is unavailable
   */
  OnnxModel open(byte[] model, int threads);
}
