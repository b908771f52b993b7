/** Reading of flag values. Depends on {@code model} only. */
@NullMarked
package saccade.app.cli;

import org.jspecify.annotations.NullMarked;
