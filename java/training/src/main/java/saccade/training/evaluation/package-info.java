/** Plays and verifies what was trained, through Saccade's sessions only. */
@NullMarked
package saccade.training.evaluation;

import org.jspecify.annotations.NullMarked;
