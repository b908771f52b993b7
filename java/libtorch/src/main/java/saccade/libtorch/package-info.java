/**
 * The learner on libtorch. The only room that imports {@code org.bytedeco.pytorch}; depends on
 * {@code saccade.training}. Nothing depends on it: it is found by ServiceLoader and may be absent.
 */
@NullMarked
package saccade.libtorch;

import org.jspecify.annotations.NullMarked;
