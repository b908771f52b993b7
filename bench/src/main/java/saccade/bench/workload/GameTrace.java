package saccade.bench.workload;

import java.util.BitSet;
import java.util.Optional;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.emulation.SeededRandom;

/**
 * Frames of a game under its scripted player, or under random actions if it has none; in memory.
 */
final class GameTrace implements StepTrace {
  private static final int RANDOM_STREAM = 11;

  private final byte[][] frames;
  private final BitSet starts;

  private GameTrace(byte[][] frames, BitSet starts) {
    this.frames = frames;
    this.starts = starts;
  }

  /**
   * Plays.
   *
   * @param name of the environment
   * @param steps number of frames
   * @throws IllegalArgumentException if there is no such environment
   */
  static GameTrace play(String name, int steps, long seed) {
    Environment game = Environments.create(name, seed);
    Optional<ScriptedPlayer> script = Environments.scriptedPlayer(game, seed);
    SeededRandom random = new SeededRandom(seed, RANDOM_STREAM);
    byte[][] frames = new byte[steps][game.frameLength()];
    BitSet starts = new BitSet(steps);
    for (int step = 0; step < steps; step++) {
      if (game.done()) {
        game.reset();
        starts.set(step);
      } else if (script.isPresent()) {
        game.step(script.get().act());
      } else {
        game.step(random.nextInt(game.actions().size()));
      }
      game.frame(frames[step]);
    }
    return new GameTrace(frames, starts);
  }

  @Override
  public int steps() {
    return frames.length;
  }

  @Override
  public boolean episodeStart(int step) {
    return step == 0 || starts.get(step);
  }

  @Override
  public void frame(int step, byte[] target) {
    System.arraycopy(frames[step], 0, target, 0, target.length);
  }
}
