/**
 * The {@code saccade} command: one class per subcommand. Sees everything; nothing depends on it.
 */
@NullMarked
package saccade.app;

import org.jspecify.annotations.NullMarked;
