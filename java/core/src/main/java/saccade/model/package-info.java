/**
 * Networks as immutable data: layers, shapes, sparse weights, thresholds, and the integer grids of
 * EXACT mode. No arithmetic beyond shapes and indices. Depends on nothing; everything else may
 * depend on it.
 */
@NullMarked
package saccade.model;

import org.jspecify.annotations.NullMarked;
