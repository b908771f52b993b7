/**
 * What is measured: networks with thresholds, and the steps that are played into them. Knows no
 * clock and no backend but the definition, which calibrates.
 */
@NullMarked
package saccade.bench.workload;

import org.jspecify.annotations.NullMarked;
