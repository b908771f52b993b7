/**
 * Proof that a backend's answer is right: dense references, the invariant, the rule, the count
 * audit and metamorphic laws, as data. Shares no arithmetic and no geometry with any backend.
 * Depends on {@code model}, {@code engine}, {@code exact} and {@code onnx}; only the self-test
 * names the scalar backend, to plant faults in it.
 */
@NullMarked
package saccade.verify;

import org.jspecify.annotations.NullMarked;
