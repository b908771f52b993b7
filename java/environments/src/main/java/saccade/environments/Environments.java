package saccade.environments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import saccade.environments.breakout.BreakoutGame;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.breakout.PaddleView;
import saccade.environments.breakout.ScriptedPlayer;
import saccade.environments.minatar.MinAtarGames;
import saccade.environments.minatar.MinAtarOptions;

/** The environments of this module by name. */
public final class Environments {
  private static final String BREAKOUT = "breakout";
  private static final String MINATAR = "minatar:";
  private static final List<String> NAMES =
      Stream.concat(Stream.of(BREAKOUT), MinAtarGames.names().stream().map(MINATAR::concat))
          .toList();

  private Environments() {}

  /** Names that {@link #create} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Makes an environment with default options.
   *
   * @param name one of {@link #names}
   * @param seed any value; the same seed gives the same bits
   * @throws IllegalArgumentException if the name is unknown
   */
  public static Environment create(String name, long seed) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "unknown environment '%s'; known are: %s".formatted(name, String.join(", ", names())));
    }
    return name.startsWith(MINATAR)
        ? minAtar(name.substring(MINATAR.length()), seed, MinAtarOptions.DEFAULT)
        : breakout(seed, BreakoutOptions.DEFAULT);
  }

  /**
   * Makes a MinAtar game with options; the same seed and options give the same bits.
   *
   * @param game one of {@link MinAtarGames#names}, without "minatar:"
   * @param seed any value
   * @param options how it is played
   * @throws IllegalArgumentException if the game is unknown
   */
  public static MinAtarEnvironment minAtar(String game, long seed, MinAtarOptions options) {
    return new MinAtarEnvironment(
        MINATAR + game, MinAtarGames.create(game, options.ramping()), options, seed);
  }

  /** Makes Breakout with options; the same seed and options give the same bits. */
  public static EmulatedEnvironment breakout(long seed, BreakoutOptions options) {
    return new EmulatedEnvironment(
        BREAKOUT,
        new BreakoutGame(seed, options.automaticServe()),
        seed,
        options.maxNoOps(),
        options.stickyProbability());
  }

  /**
   * A scripted player that looks at the state of this environment's game, not at its pixels; empty
   * where none is written for the game.
   */
  public static Optional<ScriptedPlayer> scriptedPlayer(Environment environment, long seed) {
    if (environment instanceof EmulatedEnvironment emulated
        && emulated.game() instanceof PaddleView view) {
      return Optional.of(new ScriptedPlayer(view, seed));
    }
    return Optional.empty();
  }
}
