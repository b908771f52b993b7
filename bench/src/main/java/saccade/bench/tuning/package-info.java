/**
 * What was measured of the kernels of a network's layers, and the file that keeps it. Depends on
 * {@code model}, {@code engine} and {@code bench.cpu}.
 */
@NullMarked
package saccade.bench.tuning;

import org.jspecify.annotations.NullMarked;
