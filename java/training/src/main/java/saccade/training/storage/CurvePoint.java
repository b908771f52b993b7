package saccade.training.storage;

/**
 * One row of a learning curve.
 *
 * @param frames frames of the environments seen so far, all streams together
 * @param episodes episodes ended so far
 * @param updates updates made so far
 * @param seconds of training so far, over all runs that went on from each other
 * @param meanReturn mean return of the last 100 episodes, in points; NaN before the first one
 * @param loss of late; NaN before the first update
 * @param epsilon share of random actions, 0..1
 * @param stepsPerSecond speed of late
 */
public record CurvePoint(
    long frames,
    long episodes,
    long updates,
    double seconds,
    double meanReturn,
    double loss,
    double epsilon,
    double stepsPerSecond) {}
