/**
 * Which weights go: iterative magnitude pruning (section 2.2 of the paper), gradual pruning, random
 * controls, and what a mask saves.
 */
@NullMarked
package saccade.training.pruning;

import org.jspecify.annotations.NullMarked;
