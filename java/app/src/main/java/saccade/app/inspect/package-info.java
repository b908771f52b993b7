/**
 * What can be said of a network without running it. Depends on {@code subject}, {@code engine} and
 * {@code model}.
 */
@NullMarked
package saccade.app.inspect;

import org.jspecify.annotations.NullMarked;
