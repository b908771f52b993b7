/**
 * The living definition of a delta step, written to be read: the paper's letters and equation
 * numbers, no unrolling, no vectors. Every other backend is held to it by the same suite.
 *
 * <p>Inside, neurons are numbered (y, x, c) ascending, channels last: that is the canonical order
 * of sums (contract, law 7). A dense layer is a convolution whose window covers its whole input.
 * Depends on {@code engine} and {@code model}.
 */
@NullMarked
package saccade.engine.scalar;

import org.jspecify.annotations.NullMarked;
