/**
 * Saved states as bytes: what a game or an environment writes and reads field by field, and the
 * sealed form that foreign, truncated or damaged bytes do not pass.
 *
 * <p>May depend on the JDK only; it knows no particular game.
 */
@NullMarked
package saccade.environments.state;

import org.jspecify.annotations.NullMarked;
