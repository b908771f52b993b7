/**
 * The command line's side of {@code verify --literal}: our rule beside the paper's taken at its
 * word, as a report.
 */
@NullMarked
package saccade.app.literal;

import org.jspecify.annotations.NullMarked;
