/** Workloads, and the runners that measure backends on them. */
@NullMarked
package saccade.bench;

import org.jspecify.annotations.NullMarked;
