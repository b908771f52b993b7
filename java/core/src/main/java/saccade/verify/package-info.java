/**
 * Proof that a backend's answer is right: after each step the rule, the stack, the counts, the
 * invariant and y are checked against {@code verify.reference}; reports are data. Depends on {@code
 * model}, {@code engine} and {@code onnx}.
 */
@NullMarked
package saccade.verify;

import org.jspecify.annotations.NullMarked;
