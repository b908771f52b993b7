/** What a run leaves on disk: its folder, checkpoints, the learning curve, and JSON. */
@NullMarked
package saccade.training.storage;

import org.jspecify.annotations.NullMarked;
