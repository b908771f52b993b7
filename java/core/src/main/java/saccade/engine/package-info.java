/**
 * All that a caller of inference sees: backends, plans, sessions, counts. Depends on {@code model}
 * only; backends implement it and are found by {@link java.util.ServiceLoader}, so that no peer
 * knows another.
 */
@NullMarked
package saccade.engine;

import org.jspecify.annotations.NullMarked;
