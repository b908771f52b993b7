package saccade.environments.minatar;

import java.util.List;

/** The five games by name. */
public final class MinAtarGames {
  private static final List<String> NAMES =
      List.of("breakout", "space_invaders", "freeway", "asterix", "seaquest");

  private MinAtarGames() {}

  /** Names that {@link #create} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Makes a game; {@link MinAtarGame#reset} begins its first episode.
   *
   * @param name one of {@link #names}
   * @param ramping whether the game becomes harder as an episode goes on, if it is one that can
   * @throws IllegalArgumentException if the name is unknown
   */
  public static MinAtarGame create(String name, boolean ramping) {
    return switch (name) {
      case "breakout" -> new Breakout();
      case "space_invaders" -> new SpaceInvaders(ramping);
      case "freeway" -> new Freeway();
      case "asterix" -> new Asterix(ramping);
      case "seaquest" -> new Seaquest(ramping);
      default ->
          throw new IllegalArgumentException(
              "unknown MinAtar game '%s'; known are: %s".formatted(name, String.join(", ", NAMES)));
    };
  }
}
