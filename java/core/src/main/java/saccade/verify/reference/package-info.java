/**
 * Dense references by brute force: double precision, 64-bit integers, and the rounding bound of
 * FLOAT32. Depends on {@code model} only, so that it can share neither arithmetic nor geometry with
 * a backend.
 */
@NullMarked
package saccade.verify.reference;

import org.jspecify.annotations.NullMarked;
