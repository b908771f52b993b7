/**
 * The same steps under the harness JMH: means and allocation, as a second opinion on the paced
 * runner. Depends on {@code workload}, {@code runner}, {@code report} and {@code cpu}.
 */
@NullMarked
package saccade.bench.jmh;

import org.jspecify.annotations.NullMarked;
