package saccade.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.play.Acting;
import saccade.app.play.Actor;
import saccade.app.subject.Subject;

/** Who acts in a game. */
final class ActorOptions {
  @Option(
      names = "--actor",
      paramLabel = "network|scripted|random",
      description = {
        "Who acts in a game (default: the network if it is a MODEL that takes the game's frames and",
        "has an output for every action, else the game's script, else random actions)."
      })
  private @Nullable String actor;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Share of a network's actions that are random, 0..1 (default: 0.05).")
  private @Nullable Double epsilon;

  /** What was asked for; built-in networks are not trained, so they act only if asked to. */
  Acting of(Subject subject) {
    Actor asked = actor == null ? null : Parse.oneOf("--actor", actor, Actor.class);
    return new Acting(asked, epsilon, subject.builtin() == null);
  }

  /** Nothing that was asked for may be left out in silence. */
  void requireNone(String why) {
    if (actor != null || epsilon != null) {
      String flag = actor != null ? "--actor " + actor : "--epsilon " + epsilon;
      throw new IllegalArgumentException(flag + " is for games, but " + why + "; leave it out");
    }
  }
}
