package saccade.training.dqn;

/**
 * How often the network learns.
 *
 * @param everyFrames frames from one update to the next, all environments together, at least 1
 * @param batchSize transitions per update, at least 1
 * @param targetEvery updates from one copy into the target network to the next, at least 1
 */
public record UpdateSettings(int everyFrames, int batchSize, int targetEvery) {
  public UpdateSettings {
    if (everyFrames < 1 || batchSize < 1 || targetEvery < 1) {
      throw new IllegalArgumentException(
          "one update per %d frames, batch %d, target every %d updates: give at least 1 each"
              .formatted(everyFrames, batchSize, targetEvery));
    }
  }
}
