package saccade.training.dqn;

import saccade.training.learner.LearnerSettings;
import saccade.training.learner.Optimizer;

/**
 * Everything that decides what a training run does, but its length: printed at the start, stored
 * beside every checkpoint, and the same again when a run is resumed.
 *
 * @param preset where the values come from
 * @param environment name of the environment
 * @param network name of the architecture, {@code table1} or {@code minatar}
 * @param seed of weights, environments, exploration and sampling
 * @param environments environments that are stepped together
 * @param threads threads of the learner; results are reproducible for the same number
 * @param actor who chooses actions while training: the learner, or a Saccade session
 * @param optimizer how gradients become steps
 * @param exploration share of random actions
 * @param experience what is remembered
 * @param updates how often the network learns
 * @param pruning what is pruned and when, in words
 */
public record HyperParameters(
    String preset,
    String environment,
    String network,
    long seed,
    int environments,
    int threads,
    ActorKind actor,
    Optimizer optimizer,
    Exploration exploration,
    ExperienceSettings experience,
    UpdateSettings updates,
    String pruning) {
  /** What {@link #pruning} says where nothing is pruned. */
  public static final String NOT_PRUNED = "none";

  /** Who chooses actions while training. */
  public enum ActorKind {
    /** The network that is learned, as it is. */
    LEARNER,
    /** A Saccade session on a copy of it, renewed with the target network. */
    SACCADE
  }

  public HyperParameters {
    if (environments < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "%d environments and %d threads were asked for; give at least 1 each"
              .formatted(environments, threads));
    }
  }

  /** Share of random actions at a frame: all of them until learning starts. */
  public double epsilon(long frames) {
    return frames < experience.start() ? 1 : exploration.at(frames - experience.start());
  }

  /** Updates that are due once so many frames were played. */
  public long updatesDue(long frames) {
    return frames < experience.start() ? 0 : (frames - experience.start()) / updates.everyFrames();
  }

  /** What the learner is opened with. */
  public LearnerSettings learnerSettings() {
    return new LearnerSettings(optimizer, updates.batchSize(), threads);
  }

  /** The same under another seed. */
  public HyperParameters withSeed(long other) {
    return new HyperParameters(
        preset,
        environment,
        network,
        other,
        environments,
        threads,
        actor,
        optimizer,
        exploration,
        experience,
        updates,
        pruning);
  }

  /** The same with another actor. */
  public HyperParameters withActor(ActorKind other) {
    return new HyperParameters(
        preset,
        environment,
        network,
        seed,
        environments,
        threads,
        other,
        optimizer,
        exploration,
        experience,
        updates,
        pruning);
  }

  /** The same, pruned as these words say. */
  public HyperParameters withPruning(String words) {
    return new HyperParameters(
        preset,
        environment,
        network,
        seed,
        environments,
        threads,
        actor,
        optimizer,
        exploration,
        experience,
        updates,
        words);
  }

  /** The same with another replay capacity. */
  public HyperParameters withReplay(int capacity) {
    return new HyperParameters(
        preset,
        environment,
        network,
        seed,
        environments,
        threads,
        actor,
        optimizer,
        exploration,
        experience.withCapacity(capacity),
        updates,
        pruning);
  }
}
