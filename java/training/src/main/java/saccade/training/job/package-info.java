/** Whole jobs: train a network, prune it while it learns, find lottery tickets. */
@NullMarked
package saccade.training.job;

import org.jspecify.annotations.NullMarked;
