/**
 * What an agent plays: the {@link saccade.environments.Environment} interface, the games behind it
 * by name, and many of them in lock-step.
 *
 * <p>May depend on its own sub-packages, which never import it back, and on the JDK. It knows no
 * network and no backend.
 */
@NullMarked
package saccade.environments;

import org.jspecify.annotations.NullMarked;
