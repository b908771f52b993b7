/**
 * Plays frames from a game or a trace through a session and reports what that cost, beside dense.
 * Knows no command line.
 */
@NullMarked
package saccade.app.play;

import org.jspecify.annotations.NullMarked;
