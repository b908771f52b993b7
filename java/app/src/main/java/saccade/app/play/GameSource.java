package saccade.app.play;

import java.util.OptionalDouble;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.breakout.ScriptedPlayer;

/** A built-in game under its scripted player, episode after episode; it never ends by itself. */
public final class GameSource implements FrameSource {
  private final Environment game;
  private final ScriptedPlayer player;
  private boolean start;

  /**
   * Opens a game.
   *
   * @throws IllegalArgumentException if the name is unknown
   */
  public GameSource(String name, long seed) {
    game = Environments.create(name, seed);
    player =
        Environments.scriptedPlayer(game, seed)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "environment '" + name + "' has no scripted player; choose another one"));
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
  public OptionalDouble score() {
    return OptionalDouble.of(game.score());
  }

  @Override
  public String actor() {
    return "scripted";
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
