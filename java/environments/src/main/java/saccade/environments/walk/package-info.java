/** Made-up observations for networks that have no environment. Depends on {@code emulation}. */
@NullMarked
package saccade.environments.walk;

import org.jspecify.annotations.NullMarked;
