package saccade.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.play.Drive;
import saccade.app.play.GameFrames;
import saccade.app.subject.Subject;
import saccade.environments.Environments;
import saccade.model.Input;
import saccade.model.Network;

/** Where observations come from; for an exclusive group of a command. */
final class DriveOptions {
  @Option(
      names = "--env",
      paramLabel = "GAME",
      description = "Game to play, such as breakout, invaders, scroll or minatar:breakout.")
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
  Drive asItIs(Subject subject, ActorOptions actors) {
    return trace != null
        ? recorded(trace, subject, actors)
        : Drive.game(env == null ? Drive.DEFAULT_GAME : env, subject.network(), actors.of(subject));
  }

  /** The same, but a game is brought to the network's size, and nothing is needed. */
  Drive fitted(Subject subject, ActorOptions actors) {
    if (trace != null) {
      return recorded(trace, subject, actors);
    }
    if (env == null) {
      actors.requireNone("none was named by --env");
      return Drive.standard(subject.network());
    }
    return Drive.fittedGame(env, subject.network(), actors.of(subject));
  }

  private static Drive recorded(Path trace, Subject subject, ActorOptions actors) {
    actors.requireNone("the frames of " + trace + " are recorded");
    return Drive.trace(trace, subject.network());
  }

  /**
   * The network as the game shows what its tensor holds, where the file may not say it: frames of
   * several channels.
   */
  Subject observing(Subject subject) {
    if (env == null || subject.builtin() != null) {
      return subject;
    }
    Network network = subject.network();
    Input seen = GameFrames.in(Environments.create(env, 1), network);
    String note =
        "Its input is read as %d frame%s of %d channels, as %s shows them."
            .formatted(
                seen.planes(),
                seen.planes() == 1 ? "" : "s",
                seen.shape().channels() / seen.planes(),
                env);
    return seen.equals(network.input()) ? subject : subject.observing(seen, note);
  }
}
