package saccade.app.play;

import java.nio.file.Path;
import saccade.engine.FrameSequence;
import saccade.model.FloatStack;
import saccade.model.Network;

/**
 * What gives a network its observations, the same for every command: a game, a trace or a random
 * walk. Grids are never chosen on the frames that they are judged on: a game and a walk are watched
 * under other seeds than they are played, a trace is watched in its first half.
 */
public interface Drive {
  /** The game of commands that need frames and were given none. */
  String DEFAULT_GAME = "breakout";

  /** As named on the command line; the file's name of a trace. */
  String name();

  /** The flag that names it again, with a blank in front; empty if it is the default. */
  String flag();

  /** Most steps of {@link #played}; {@link Long#MAX_VALUE} if there is no end. */
  long steps();

  /** Everything there is, from its start. */
  FrameSource played(long seed);

  /** The same without end: a trace begins again. */
  FrameSource endless(long seed);

  /** Frames to choose grids and thresholds on. */
  FrameSequence watched(long seed);

  /** Other frames, to measure what the grids cost. */
  FrameSequence heldOut(long seed);

  /** Frames to verify on, at most {@code steps}: not those of {@link #watched}. */
  FrameSequence verified(long seed, int steps);

  /**
   * A game whose frames the network takes as they are.
   *
   * @throws IllegalArgumentException if it takes others, or the game is unknown
   */
  static Drive game(String name, Network network) {
    GameDrive drive = new GameDrive(name, network.input(), false);
    drive.requireSize(network.name());
    return drive;
  }

  /**
   * A game whose frames are brought to the size that the network takes.
   *
   * @throws IllegalArgumentException if it takes no images, or the game is unknown
   */
  static Drive resizedGame(String name, Network network) {
    GameDrive drive = new GameDrive(name, network.input(), true);
    drive.requireImages(network.name());
    return drive;
  }

  /**
   * A trace.
   *
   * @throws IllegalArgumentException if its frames do not fit the network
   */
  static Drive trace(Path file, Network network) {
    return new TraceDrive(
        file, RecordedFrames.ofTrace(file, network.input()), Watching.steps(network.input()));
  }

  /** What needs no file: frames of a game for an image stack, else a random walk. */
  static Drive standard(Network network) {
    return network.input() instanceof FloatStack stack
        ? new WalkDrive(stack)
        : resizedGame(DEFAULT_GAME, network);
  }
}
