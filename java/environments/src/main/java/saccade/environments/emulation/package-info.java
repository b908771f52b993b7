/**
 * What pixel games share below the agent: a game ticked once per emulated frame, its seeded random
 * numbers, and the way from its screen to an 84x84 frame or a picture file.
 *
 * <p>May depend on {@code saccade.environments.state} and the JDK; it knows no particular game.
 */
@NullMarked
package saccade.environments.emulation;

import org.jspecify.annotations.NullMarked;
