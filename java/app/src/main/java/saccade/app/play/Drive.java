package saccade.app.play;

import java.nio.file.Path;
import java.util.List;
import saccade.engine.FrameSequence;
import saccade.environments.Environments;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
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

  /** What it is, for people, in a few words. */
  String description();

  /** What is to be known of it, one sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /** Most steps of {@link #played}; {@link Long#MAX_VALUE} if there is no end. */
  long steps();

  /** Everything there is, from its start; a network that acts in it is told by the caller. */
  FrameSource played(long seed);

  /** The same without end: a trace begins again, and a network that acts does so by itself. */
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
   * @throws IllegalArgumentException if it takes others, the game is unknown, or who is asked to
   *     act cannot
   */
  static Drive game(String name, Network network, Acting acting) {
    return GameDrive.asItIs(seed -> Environments.create(name, seed), network, acting);
  }

  /**
   * A game whose frames are brought to the size that the network takes; where they already have it,
   * the network may act.
   *
   * @throws IllegalArgumentException if it takes no images or other channels, the game is unknown,
   *     or who is asked to act cannot
   */
  static Drive fittedGame(String name, Network network, Acting acting) {
    return GameDrive.fitted(seed -> Environments.create(name, seed), network, acting);
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

  /**
   * What needs no file: frames of a game for a stack of gray images, random bitmaps for images of
   * several channels, because no game shows what their channels mean, else a random walk.
   */
  static Drive standard(Network network) {
    if (network.input() instanceof FloatStack stack) {
      return new WalkDrive(stack);
    }
    ImageStack images = (ImageStack) network.input();
    return images.channels() > 1
        ? new BitmapDrive(images)
        : fittedGame(DEFAULT_GAME, network, Acting.WATCHING);
  }
}
