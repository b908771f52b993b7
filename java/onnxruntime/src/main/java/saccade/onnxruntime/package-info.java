/**
 * ONNX Runtime as the rival and the oracle. The only room that imports {@code ai.onnxruntime};
 * depends on {@code saccade.onnx}. Nothing depends on it: it is found by ServiceLoader and may be
 * absent.
 */
@NullMarked
package saccade.onnxruntime;

import org.jspecify.annotations.NullMarked;
