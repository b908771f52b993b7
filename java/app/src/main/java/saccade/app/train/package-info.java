/** What people see of training: progress, interruption, reports. */
@NullMarked
package saccade.app.train;

import org.jspecify.annotations.NullMarked;
