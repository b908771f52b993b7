/**
 * Verification of whole networks for the command line: every backend, both modes, several
 * thresholds.
 */
@NullMarked
package saccade.app.proof;

import org.jspecify.annotations.NullMarked;
