package saccade.environments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import saccade.environments.breakout.BreakoutGame;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.EmulationOptions;
import saccade.environments.emulation.ScriptedPlayer;
import saccade.environments.invaders.InvadersGame;
import saccade.environments.minatar.MinAtarGames;
import saccade.environments.minatar.MinAtarOptions;
import saccade.environments.scroll.ScrollGame;

/** The environments of this module by name. */
public final class Environments {
  private static final String BREAKOUT = "breakout";
  private static final String INVADERS = "invaders";
  private static final String SCROLL = "scroll";
  private static final String MINATAR = "minatar:";
  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(BREAKOUT, INVADERS, SCROLL),
              MinAtarGames.names().stream().map(MINATAR::concat))
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
    return switch (name) {
      case BREAKOUT -> breakout(seed, BreakoutOptions.DEFAULT);
      case INVADERS -> invaders(seed, EmulationOptions.DEFAULT);
      case SCROLL -> scroll(seed, EmulationOptions.DEFAULT);
      default -> minAtar(name.substring(MINATAR.length()), seed, MinAtarOptions.DEFAULT);
    };
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

  /** Makes the fixed shooter with options; the same seed and options give the same bits. */
  public static EmulatedEnvironment invaders(long seed, EmulationOptions options) {
    return emulated(INVADERS, new InvadersGame(seed), seed, options);
  }

  /** Makes the flight over a landscape; the same seed and options give the same bits. */
  public static EmulatedEnvironment scroll(long seed, EmulationOptions options) {
    return emulated(SCROLL, new ScrollGame(seed), seed, options);
  }

  private static EmulatedEnvironment emulated(
      String name, EmulatedGame game, long seed, EmulationOptions options) {
    return new EmulatedEnvironment(
        name, game, seed, options.maxNoOps(), options.stickyProbability());
  }

  /**
   * A scripted player that looks at the state of this environment's game, not at its pixels; empty
   * where none is written for the game.
   */
  public static Optional<ScriptedPlayer> scriptedPlayer(Environment environment, long seed) {
    return environment instanceof EmulatedEnvironment emulated
        ? emulated.game().scriptedPlayer(seed)
        : Optional.empty();
  }
}
