package saccade.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.play.Drive;
import saccade.model.Network;

/** Where observations come from; for an exclusive group of a command. */
final class DriveOptions {
  @Option(names = "--env", paramLabel = "GAME", description = "Game to play, such as breakout.")
  private @Nullable String env;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = {
        "Recorded frames or observations: .npz with 'frames' uint8 [steps, h, w]",
        "or 'observations' float32 [steps, n]."
      })
  private @Nullable Path trace;

  /** The trace, if one was given. */
  @Nullable Path trace() {
    return trace;
  }

  /** A trace, or a game whose frames the network takes as they are. */
  Drive asItIs(Network network) {
    return trace != null
        ? Drive.trace(trace, network)
        : Drive.game(env == null ? Drive.DEFAULT_GAME : env, network);
  }

  /** The same, but a game is brought to the network's size, and nothing is needed. */
  Drive fitted(Network network) {
    if (trace != null) {
      return Drive.trace(trace, network);
    }
    return env == null ? Drive.standard(network) : Drive.resizedGame(env, network);
  }
}
