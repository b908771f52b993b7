/**
 * Networks and workloads that come with Saccade: the same name means the same network and
 * thresholds everywhere. Depends on {@code model}; the search for thresholds on {@code engine} too.
 */
@NullMarked
package saccade.builtin;

import org.jspecify.annotations.NullMarked;
