/** What a benchmark found, as JSON and for people. Depends on nothing of the project. */
@NullMarked
package saccade.bench.report;

import org.jspecify.annotations.NullMarked;
