/**
 * Puts a network on integer grids for EXACT mode: calibration, quantisation, and what it cost.
 * Depends on {@code model} and {@code engine}.
 */
@NullMarked
package saccade.exact;

import org.jspecify.annotations.NullMarked;
