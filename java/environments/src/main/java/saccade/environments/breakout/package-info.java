/**
 * Breakout with rules and art of our own in Atari geometry, and a scripted player for it.
 *
 * <p>May depend on {@code saccade.environments.emulation}, {@code saccade.environments.state} and
 * the JDK. Rules and art are frozen by a checksum test: results are compared across versions of the
 * code that plays them.
 */
@NullMarked
package saccade.environments.breakout;

import org.jspecify.annotations.NullMarked;
