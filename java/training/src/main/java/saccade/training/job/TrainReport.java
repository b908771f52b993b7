package saccade.training.job;

import org.jspecify.annotations.Nullable;
import saccade.training.dqn.HyperParameters;
import saccade.training.evaluation.Returns;

/**
 * What a training run gave; its components are keys of {@code --json}.
 *
 * @param env name of the environment
 * @param seed of the run
 * @param frames frames played
 * @param updates updates made
 * @param trainedEpisodes episodes that ended while training
 * @param seconds time of play and learning, evaluation left out
 * @param framesPerSecond over all of it
 * @param resumed whether it went on from a checkpoint
 * @param trainingReturn mean return of the last 100 episodes, exploration included; null before the
 *     first
 * @param meanReturn mean return of the evaluation; its key is "return"
 * @param randomReturn what random actions won in as many episodes
 * @param returns the evaluation's returns
 * @param randomReturns those of random actions
 * @param multiplications dense ones of a step, counted ones, and their ratio
 * @param verified whether every check of the network held
 * @param checkRows rows of the verification
 * @param onnxruntime why ONNX Runtime took no part in it; null if it did
 * @param onnx path of the network
 * @param checkpoint path of the checkpoint
 * @param curve path of the learning curve
 * @param hyperParameters all of them
 */
public record TrainReport(
    String env,
    long seed,
    long frames,
    long updates,
    long trainedEpisodes,
    double seconds,
    double framesPerSecond,
    boolean resumed,
    @Nullable Double trainingReturn,
    @com.fasterxml.jackson.annotation.JsonProperty("return") double meanReturn,
    double randomReturn,
    Returns returns,
    Returns randomReturns,
    Multiplications multiplications,
    boolean verified,
    int checkRows,
    @Nullable String onnxruntime,
    String onnx,
    String checkpoint,
    String curve,
    HyperParameters hyperParameters) {
  /**
   * Cost of a step while the network was judged, at T = 0.
   *
   * @param dense of an unoptimised step
   * @param counted mean significant ones, first steps of episodes left out
   * @param reduction dense over counted
   */
  public record Multiplications(long dense, double counted, double reduction) {}
}
