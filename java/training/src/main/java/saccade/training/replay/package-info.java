/** Experience: what was seen, done and won, kept to learn from again. */
@NullMarked
package saccade.training.replay;

import org.jspecify.annotations.NullMarked;
