/** Very many steps of a small network, none of which may allocate once they are warm. */
@NullMarked
package saccade.bench.allocation;

import org.jspecify.annotations.NullMarked;
