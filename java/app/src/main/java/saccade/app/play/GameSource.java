package saccade.app.play;

import java.util.OptionalDouble;
import saccade.environments.Environment;
import saccade.environments.Environments;

/** A game under a player, episode after episode; it never ends by itself. */
public final class GameSource implements FrameSource {
  private final Environment game;
  private final Player player;
  private boolean start;

  /**
   * Opens a built-in game under its script, or under random actions if it has none.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public GameSource(String name, long seed) {
    this(Environments.create(name, seed), Acting.WATCHING, seed);
  }

  /** A game without an episode, for a player that no network answers to. */
  private GameSource(Environment game, Acting acting, long seed) {
    this(game, Players.of(Players.otherThanNetwork(acting, game), acting, game, seed));
  }

  /** A game without an episode. */
  GameSource(Environment game, Player player) {
    this.game = game;
    this.player = player;
  }

  @Override
  public boolean advance() {
    start = game.done();
    if (start) {
      game.reset();
    } else {
      game.step(player.act());
    }
    return true;
  }

  @Override
  public boolean episodeStart() {
    return start;
  }

  @Override
  public boolean ended() {
    return game.done();
  }

  @Override
  public void frame(byte[] target) {
    game.frame(target);
  }

  @Override
  public void answered(float[] y) {
    player.answered(y);
  }

  @Override
  public OptionalDouble score() {
    return OptionalDouble.of(game.score());
  }

  @Override
  public String actor() {
    return player.actor().key();
  }

  @Override
  public OptionalDouble epsilon() {
    return player.epsilon();
  }

  @Override
  public String environment() {
    return game.name();
  }

  /** The game, for pictures. */
  public Environment game() {
    return game;
  }
}
