/**
 * ONNX: networks read from ONNX files ({@link saccade.onnx.OnnxReader}) and written as such, float
 * or with their EXACT integers ({@link saccade.onnx.OnnxWriter}), and the service interface of a
 * runtime that executes such a file. Depends on {@code saccade.model} only. Nothing that steps a
 * network (engine, exact, backends) may depend on it; the command, the verifier and the room of an
 * ONNX runtime may.
 */
@NullMarked
package saccade.onnx;

import org.jspecify.annotations.NullMarked;
