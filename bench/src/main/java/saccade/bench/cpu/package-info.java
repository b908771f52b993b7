/**
 * The CPU that is measured on: its name, its instruction sets, and how fast it multiplies and
 * loads. Depends on nothing of the project.
 */
@NullMarked
package saccade.bench.cpu;

import org.jspecify.annotations.NullMarked;
