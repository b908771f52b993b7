/** {@code verify --generated}: random cases on any backend, and the line that brings one back. */
@NullMarked
package saccade.app.generator;

import org.jspecify.annotations.NullMarked;
