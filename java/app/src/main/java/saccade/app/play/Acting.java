package saccade.app.play;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is to act in a game.
 *
 * @param actor who was asked for; null for the network if it is a user's and fits the game, else
 *     the game's script, else random actions
 * @param epsilon share of a network's actions that are replaced by random ones, 0..1; null for
 *     {@link #EPSILON}
 * @param trained false for networks with weights that never learned: they act only if asked to
 */
public record Acting(@Nullable Actor actor, @Nullable Double epsilon, boolean trained) {
  /** Exploration that is usual when an agent is evaluated. */
  public static final double EPSILON = 0.05;

  /** A network that only watches, unless there is nobody else. */
  public static final Acting WATCHING = new Acting(null, null, false);

  /** A user's network, which acts if it can. */
  public static final Acting TRAINED = new Acting(null, null, true);

  public Acting {
    if (epsilon != null && !(epsilon >= 0 && epsilon <= 1)) {
      throw new IllegalArgumentException(
          "--epsilon " + epsilon + " is outside 0..1; give the share of random actions");
    }
  }

  double share() {
    return Objects.requireNonNullElse(epsilon, EPSILON);
  }
}
