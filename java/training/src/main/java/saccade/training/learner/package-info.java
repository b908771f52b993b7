/**
 * What learns: the service interface behind which libtorch stands, and the data that crosses it.
 */
@NullMarked
package saccade.training.learner;

import org.jspecify.annotations.NullMarked;
