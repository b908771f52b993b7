package saccade.app.play;

import saccade.app.text.Quote;
import saccade.environments.Environment;
import saccade.model.ImageStack;
import saccade.model.Input;

/** A built-in game under its scripted player. */
record GameDrive(String name, Input input, boolean resized) implements EndlessDrive {
  void requireImages(String network) {
    if (!(input instanceof ImageStack)) {
      throw new IllegalArgumentException(
          "game "
              + name
              + " shows images, but network "
              + network
              + " takes "
              + input.frameSize()
              + " numbers; give a trace of observations by --trace");
    }
  }

  void requireSize(String network) {
    requireImages(network);
    Environment game = new GameSource(name, 1).game();
    ImageStack stack = (ImageStack) input;
    if (game.height() != stack.height() || game.width() != stack.width()) {
      throw new IllegalArgumentException(
          "game %s shows images of %dx%d, but network %s takes %dx%d; give such frames by --trace"
              .formatted(
                  name, game.height(), game.width(), network, stack.height(), stack.width()));
    }
  }

  @Override
  public String flag() {
    return name.equals(DEFAULT_GAME) ? "" : " --env " + Quote.shell(name);
  }

  @Override
  public FrameSource played(long seed) {
    GameSource game = new GameSource(name, seed);
    return resized ? new ResizedSource(game, (ImageStack) input) : game;
  }
}
