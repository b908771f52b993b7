package saccade.environments.minatar;

import java.util.List;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Rules of one game on the 10x10 grid, without sticky actions. No method but {@link #save}
 * allocates. Rows count from the top, columns from the left, both from 0.
 */
public interface MinAtarGame {
  /** Rows and columns of the grid. */
  int SIZE = 10;

  /** Cells of one plane. */
  int CELLS = SIZE * SIZE;

  /** All six actions: none, left, up, right, down, fire. */
  List<String> ACTIONS = List.of("n", "l", "u", "r", "d", "f");

  /** Names of the planes of a frame, in order. */
  List<String> channels();

  /** The actions that do something in this game: indices into {@link #ACTIONS}, in order. */
  List<Integer> minimalActions();

  /** Begins an episode. */
  void reset(Chance chance);

  /**
   * Plays one step of an episode that has not ended.
   *
   * @param action index into {@link #ACTIONS}, already checked
   * @return points won
   */
  int act(int action, Chance chance);

  /** Whether the game has ended the episode; false before the first reset too. */
  boolean ended();

  /**
   * Marks what is where.
   *
   * @param frame zeros, one per cell and channel (plane by plane, row by row); cells that hold
   *     something become 1
   */
  void draw(byte[] frame);

  /** Writes all that later steps and frames depend on, but for the random numbers. */
  void save(StateWriter out);

  /**
   * Takes over what {@link #save} of the same game wrote.
   *
   * @throws IllegalArgumentException if a value is missing or out of range; the game is then in no
   *     particular state, and the caller loads another one
   */
  void load(StateReader in);
}
