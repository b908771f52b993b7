package saccade.app.play;

import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.model.Network;

/** Who can act in a game, and who does. */
final class Players {
  private Players() {}

  /** True if the network has one output for every action. */
  static boolean canAct(Network network, Environment game) {
    return network.outputSize() == game.actions().size();
  }

  /**
   * Who acts in a game whose frames the network takes as they are.
   *
   * @throws IllegalArgumentException if who was asked for cannot
   */
  static Actor choose(Acting acting, Network network, Environment game) {
    boolean able = canAct(network, game);
    if (acting.actor() == Actor.NETWORK && !able) {
      throw new IllegalArgumentException(
          "network %s has %d outputs, but game %s has %d actions; give --actor scripted or random"
              .formatted(network.name(), network.outputSize(), game.name(), game.actions().size()));
    }
    boolean unasked = acting.actor() == null && acting.trained() && able;
    return acting.actor() == Actor.NETWORK || unasked
        ? Actor.NETWORK
        : otherThanNetwork(acting, game);
  }

  /**
   * Who acts where the network does not.
   *
   * @throws IllegalArgumentException if who was asked for cannot
   */
  static Actor otherThanNetwork(Acting acting, Environment game) {
    if (acting.epsilon() != null) {
      throw new IllegalArgumentException(
          "--epsilon "
              + acting.epsilon()
              + " is for a network that acts, but here it only watches; leave it out");
    }
    boolean script = Environments.scriptedPlayer(game, 0).isPresent();
    if (acting.actor() == Actor.SCRIPTED && !script) {
      throw new IllegalArgumentException(
          "game " + game.name() + " has no scripted player; give --actor network or random");
    }
    return script && acting.actor() != Actor.RANDOM ? Actor.SCRIPTED : Actor.RANDOM;
  }

  /** A player of a game that was just made. */
  static Player of(Actor actor, Acting acting, Environment game, long seed) {
    int actions = game.actions().size();
    return switch (actor) {
      case NETWORK -> new Player.Greedy(actions, acting.share(), seed);
      case RANDOM -> new Player.AtRandom(actions, seed);
      case SCRIPTED -> {
        ScriptedPlayer script = Environments.scriptedPlayer(game, seed).orElseThrow();
        yield new Player.Scripted(script);
      }
    };
  }
}
