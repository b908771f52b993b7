/**
 * What a command works on: a built-in network or a user's model. Depends on {@code model}, {@code
 * engine}, {@code onnx} and {@code builtin}.
 */
@NullMarked
package saccade.app.subject;

import org.jspecify.annotations.NullMarked;
