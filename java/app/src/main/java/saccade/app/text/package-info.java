/** Small helpers for lines that people and shells read. Depends on nothing. */
@NullMarked
package saccade.app.text;

import org.jspecify.annotations.NullMarked;
