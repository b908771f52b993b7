/**
 * Laws that relate two runs of one backend to each other. Depends on {@code engine}, {@code exact}
 * and {@code model}.
 */
@NullMarked
package saccade.verify.metamorphic;

import org.jspecify.annotations.NullMarked;
