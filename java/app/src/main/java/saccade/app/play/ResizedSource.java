package saccade.app.play;

import java.util.OptionalDouble;
import saccade.environments.Environment;
import saccade.model.ImageStack;

/**
 * A game's frames at another size, channel by channel and by nearest pixel: moving pictures for any
 * image network.
 */
final class ResizedSource implements FrameSource {
  private final GameSource game;
  private final ImageStack stack;
  private final byte[] original;

  ResizedSource(GameSource game, ImageStack stack) {
    this.game = game;
    this.stack = stack;
    original = new byte[game.game().frameLength()];
  }

  @Override
  public void frame(byte[] target) {
    game.frame(original);
    for (int channel = 0; channel < stack.channels(); channel++) {
      resize(channel, target);
    }
  }

  private void resize(int channel, byte[] target) {
    Environment shown = game.game();
    int from = channel * shown.height() * shown.width();
    int to = channel * stack.height() * stack.width();
    for (int y = 0; y < stack.height(); y++) {
      long row = (long) y * shown.height() / stack.height();
      for (int x = 0; x < stack.width(); x++) {
        long column = (long) x * shown.width() / stack.width();
        target[to + y * stack.width() + x] = original[from + (int) (row * shown.width() + column)];
      }
    }
  }

  @Override
  public boolean advance() {
    return game.advance();
  }

  @Override
  public boolean episodeStart() {
    return game.episodeStart();
  }

  @Override
  public boolean ended() {
    return game.ended();
  }

  @Override
  public void answered(float[] y) {
    game.answered(y);
  }

  @Override
  public OptionalDouble score() {
    return game.score();
  }

  @Override
  public String actor() {
    return game.actor();
  }

  @Override
  public String environment() {
    return game.environment();
  }
}
