package saccade.environments.emulation;

import java.util.List;
import java.util.Optional;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Rules and picture of one game at the rate of the emulated screen (60 frames per second on the
 * machine it imitates). Action 0 does nothing. No method but the constructor, {@link
 * #scriptedPlayer} and {@link #save} allocates.
 */
public interface EmulatedGame {
  /** Rows of the emulated screen. */
  int SCREEN_HEIGHT = 210;

  /** Columns of the emulated screen. */
  int SCREEN_WIDTH = 160;

  /** Bytes of the emulated screen. */
  int SCREEN_LENGTH = SCREEN_HEIGHT * SCREEN_WIDTH;

  /** Names of the actions, action 0 first. */
  List<String> actions();

  /** Begins an episode; random numbers go on where the last episode left them. */
  void reset();

  /**
   * Emulates one frame; after the end of the episode nothing moves and nothing is won.
   *
   * @param action index into {@link #actions}, already checked
   * @return points won in this frame
   */
  int tick(int action);

  /** Lives left; 0 means that the episode is over. */
  int lives();

  /**
   * Draws the screen as it stands.
   *
   * @param screen receives {@link #SCREEN_LENGTH} gray bytes, row by row
   */
  void draw(byte[] screen);

  /**
   * A player that looks at this game's state; empty where none is written. It survives {@link
   * #reset} and {@link #load}, but its own random numbers are not part of the game's state.
   *
   * @param seed of its errors; the same seed and game give the same actions
   */
  default Optional<ScriptedPlayer> scriptedPlayer(long seed) {
    return Optional.empty();
  }

  /** Writes all that later ticks and pictures depend on, random numbers included. */
  void save(StateWriter out);

  /**
   * Takes over what {@link #save} of a game made with the same options wrote.
   *
   * @throws IllegalArgumentException if a value is missing or out of range; the game is then in no
   *     particular state, and the caller loads another one
   */
  void load(StateReader in);
}
