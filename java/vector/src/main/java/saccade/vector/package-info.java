/**
 * The CPU backend on the Vector API: the same laws and, in EXACT, the same bits as {@code
 * engine.scalar}. The only room that imports {@code jdk.incubator.vector}. Depends on {@code
 * engine} and {@code model}.
 */
@NullMarked
package saccade.vector;

import org.jspecify.annotations.NullMarked;
