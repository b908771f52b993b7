package saccade.app.play;

import saccade.environments.Environment;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Shape;

/** Whether a network takes the frames of a game. */
public final class GameFrames {
  private GameFrames() {}

  /** True if the frames are what the network observes. */
  static boolean areTaken(Environment game, Input input) {
    return input instanceof ImageStack stack
        && game.channels() == stack.channels()
        && game.height() == stack.height()
        && game.width() == stack.width();
  }

  /**
   * What the network observes if it is to play a game that shows several channels. A file that does
   * not say how many frames its tensor holds is read as a stack of gray images or as numbers; the
   * game knows better, if its frames divide that tensor.
   *
   * @return the input of the network if the game says nothing else
   */
  public static Input in(Environment game, Network network) {
    Input input = network.input();
    Shape shape = input.shape();
    boolean unsaid =
        input instanceof ImageStack images
            ? images.channels() == 1
            : ((FloatStack) input).ranges() == null;
    boolean fits =
        game.channels() > 1
            && shape.channels() % game.channels() == 0
            && shape.height() == game.height()
            && shape.width() == game.width();
    return unsaid && fits
        ? new ImageStack(
            shape.channels() / game.channels(), game.channels(), game.height(), game.width())
        : input;
  }

  static void requireSame(Environment game, Network network) {
    requireImages(game, network);
    if (!areTaken(game, network.input())) {
      throw mismatch(game, network);
    }
  }

  static void requireChannels(Environment game, Network network) {
    requireImages(game, network);
    if (game.channels() != ((ImageStack) network.input()).channels()) {
      throw mismatch(game, network);
    }
  }

  private static IllegalArgumentException mismatch(Environment game, Network network) {
    ImageStack stack = (ImageStack) network.input();
    return new IllegalArgumentException(
        "game %s shows images of %s, but network %s takes %s; %s"
            .formatted(
                game.name(),
                sides(game.channels(), game.height(), game.width()),
                network.name(),
                sides(stack.channels(), stack.height(), stack.width()),
                stack.channels() == 1 ? "give such frames by --trace" : "choose another game"));
  }

  private static void requireImages(Environment game, Network network) {
    if (!(network.input() instanceof ImageStack)) {
      throw new IllegalArgumentException(
          "game "
              + game.name()
              + " shows images, but network "
              + network.name()
              + " takes "
              + network.input().frameSize()
              + " numbers; give a trace of observations by --trace");
    }
  }

  /** Rows and columns, behind the channels if there are several. */
  static String sides(int channels, int height, int width) {
    return (channels == 1 ? "" : channels + "x") + height + "x" + width;
  }
}
