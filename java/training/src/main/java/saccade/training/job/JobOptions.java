package saccade.training.job;

import java.nio.file.Path;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.TrainingRun.Limits;

/**
 * What a job is asked to do, besides its hyper-parameters.
 *
 * @param settings hyper-parameters
 * @param folder where everything is written; made if missing
 * @param resume whether the folder holds a run to go on with
 * @param limits when training stops
 * @param episodes episodes that judge the network, at least 1
 */
public record JobOptions(
    HyperParameters settings, Path folder, boolean resume, Limits limits, int episodes) {}
