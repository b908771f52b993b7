package saccade.training.job;

import java.util.function.BooleanSupplier;
import saccade.training.dqn.TrainingRun;
import saccade.training.learner.LearnerProvider;

/**
 * What surrounds a job.
 *
 * @param provider what learns
 * @param stop is asked often; once true, training ends with a checkpoint and nothing more is judged
 * @param observer is told how training goes
 */
public record JobContext(
    LearnerProvider provider, BooleanSupplier stop, TrainingRun.Observer observer) {}
