/**
 * A flight over an endless landscape that the camera follows, with rules and art of our own, and a
 * scripted player: nearly every step moves the whole picture.
 *
 * <p>May depend on {@code saccade.environments.emulation}, {@code saccade.environments.state} and
 * the JDK. Rules and art are frozen by a checksum test: results are compared across versions of the
 * code that plays them.
 */
@NullMarked
package saccade.environments.scroll;

import org.jspecify.annotations.NullMarked;
