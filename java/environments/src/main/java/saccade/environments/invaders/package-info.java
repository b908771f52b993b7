/**
 * A fixed shooter with rules and art of our own: a marching block of invaders, bombs, shields that
 * crumble, a wanderer for extra points, and a scripted player.
 *
 * <p>May depend on {@code saccade.environments.emulation}, {@code saccade.environments.state} and
 * the JDK. Rules and art are frozen by a checksum test: results are compared across versions of the
 * code that plays them.
 */
@NullMarked
package saccade.environments.invaders;

import org.jspecify.annotations.NullMarked;
