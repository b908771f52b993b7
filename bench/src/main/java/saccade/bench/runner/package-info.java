/**
 * Measures: contestants on the same steps, in turn, within one process, and the same in several
 * processes. Depends on {@code workload}, {@code cpu}, {@code report}, {@code engine} and {@code
 * onnx}; names no backend but the definition, which says what is right.
 */
@NullMarked
package saccade.bench.runner;

import org.jspecify.annotations.NullMarked;
