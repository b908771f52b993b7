/**
 * Generated cases: random networks, masks, thresholds, observations and calls against the contract,
 * on any backend. A failure shrinks to one line that brings it back. Depends on {@code model},
 * {@code engine}, {@code exact}, {@code verify} and its references and metamorphic laws.
 */
@NullMarked
package saccade.verify.generator;

import org.jspecify.annotations.NullMarked;
