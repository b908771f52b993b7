/**
 * Five games by the rules of MinAtar (Young and Tian, arXiv 1903.03176) on a 10x10 grid, written
 * from a description of the rules.
 *
 * <p>May depend on {@code saccade.environments.state}, {@code saccade.environments.emulation} for
 * its random numbers, and the JDK. A test compares every game step by step with recordings of the
 * published package; where description and package differ, the package is followed.
 */
@NullMarked
package saccade.environments.minatar;

import org.jspecify.annotations.NullMarked;
