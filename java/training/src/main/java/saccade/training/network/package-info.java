/**
 * What is trained: shapes, parameters, masks; and how it becomes a {@code saccade.model.Network}.
 */
@NullMarked
package saccade.training.network;

import org.jspecify.annotations.NullMarked;
