/**
 * The paper's rules taken at their word, beside ours: Algorithm 1 event by event, and equations 4
 * to 6 against the previous step. For the comparison in docs/paper.md, never for use: bounded, and
 * far slower than the definition. Depends on {@code model}, {@code engine} and {@code
 * verify.reference}.
 */
@NullMarked
package saccade.verify.literal;

import org.jspecify.annotations.NullMarked;
