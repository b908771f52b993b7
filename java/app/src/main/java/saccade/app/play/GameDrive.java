package saccade.app.play;

import java.util.List;
import java.util.function.LongFunction;
import saccade.app.text.Quote;
import saccade.environments.Environment;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;

/**
 * A game under a player.
 *
 * @param games makes the game from a seed
 * @param name of the game
 * @param network what watches or acts
 * @param resized true if frames are brought to the network's size, and then it only watches
 * @param acting who was asked to act
 * @param actor who does
 */
record GameDrive(
    LongFunction<Environment> games,
    String name,
    Network network,
    boolean resized,
    Acting acting,
    Actor actor)
    implements EndlessDrive {
  /** A game whose frames the network takes as they are. */
  static GameDrive asItIs(LongFunction<Environment> games, Network network, Acting acting) {
    Environment game = games.apply(1);
    GameFrames.requireSame(game, network);
    Actor actor = Players.choose(acting, network, game);
    return new GameDrive(games, game.name(), network, false, acting, actor);
  }

  /** The same, but frames of another size are brought to the network's. */
  static GameDrive fitted(LongFunction<Environment> games, Network network, Acting acting) {
    Environment game = games.apply(1);
    if (GameFrames.areTaken(game, network.input()) || acting.actor() == Actor.NETWORK) {
      return asItIs(games, network, acting);
    }
    GameFrames.requireChannels(game, network);
    Actor actor = Players.otherThanNetwork(acting, game);
    return new GameDrive(games, game.name(), network, true, acting, actor);
  }

  @Override
  public Input input() {
    return network.input();
  }

  /** Nobody is named where the command chooses the same without being told. */
  @Override
  public String flag() {
    if (name.equals(DEFAULT_GAME) && actor == Actor.SCRIPTED) {
      return "";
    }
    boolean share = acting.epsilon() != null;
    return " --env "
        + Quote.shell(name)
        + " --actor "
        + actor.key()
        + (share ? " --epsilon " + acting.share() : "");
  }

  @Override
  public String description() {
    String size = resized ? ", its frames brought to the network's size" : "";
    return "game "
        + name
        + switch (actor) {
          case NETWORK -> ", played by the network (" + acting.share() + " at random)";
          case SCRIPTED -> " under its scripted player";
          case RANDOM -> " under random actions";
        }
        + size;
  }

  @Override
  public List<String> notes() {
    Environment game = games.apply(1);
    return acting.trained() && acting.actor() == null && !Players.canAct(network, game)
        ? List.of(
            "It does not act, because it has "
                + network.outputSize()
                + " outputs and "
                + name
                + " has "
                + game.actions().size()
                + " actions.")
        : List.of();
  }

  @Override
  public FrameSource played(long seed) {
    Environment game = games.apply(seed);
    GameSource source = new GameSource(game, Players.of(actor, acting, game, seed));
    return resized ? new ResizedSource(source, (ImageStack) network.input()) : source;
  }

  @Override
  public FrameSource endless(long seed) {
    FrameSource source = played(seed);
    return actor == Actor.NETWORK ? new SelfPlayed(source, network) : source;
  }
}
