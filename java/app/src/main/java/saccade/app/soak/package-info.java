/**
 * Long runs that show what accumulates: nothing in EXACT, rounding in FLOAT32. Depends on {@code
 * play}, {@code subject}, {@code engine}, {@code exact} and {@code verify}.
 */
@NullMarked
package saccade.app.soak;

import org.jspecify.annotations.NullMarked;
