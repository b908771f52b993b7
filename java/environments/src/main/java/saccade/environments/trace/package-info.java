/**
 * Recorded observations as NumPy {@code .npz} files, read with every bound checked.
 *
 * <p>May depend on the JDK only. Files come from strangers: whatever they hold, reading ends in a
 * trace or in a {@link saccade.environments.trace.TraceException}.
 */
@NullMarked
package saccade.environments.trace;

import org.jspecify.annotations.NullMarked;
