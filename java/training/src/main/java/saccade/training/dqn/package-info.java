/** Double DQN: hyper-parameters, the training loop, runs that can be stopped and resumed. */
@NullMarked
package saccade.training.dqn;

import org.jspecify.annotations.NullMarked;
