package saccade.environments.emulation;

/**
 * Plays one game by a script that looks at the game's state, not at its pixels, so that a demo or a
 * measurement needs no trained network. It errs now and then, as a human would, and so loses lives.
 */
public interface ScriptedPlayer {
  /** Chooses the action of the next step, an index into the game's actions; allocates nothing. */
  int act();
}
