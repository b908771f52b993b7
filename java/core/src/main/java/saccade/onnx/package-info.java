/**
 * ONNX: networks written as ONNX files, float or with their EXACT integers, and the service
 * interface of a runtime that executes such a file. Depends on {@code saccade.model} only. Nothing
 * that steps a network (engine, exact, backends) may depend on it; the command, the verifier and
 * the room of an ONNX runtime may.
 */
@NullMarked
package saccade.onnx;

import org.jspecify.annotations.NullMarked;
