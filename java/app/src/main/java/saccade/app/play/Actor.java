package saccade.app.play;

import java.util.Locale;

/** Who chooses the actions of a game. */
public enum Actor {
  /** The network that is played: its largest output is the action. */
  NETWORK,
  /** A script that looks at the state of the game, not at its pixels. */
  SCRIPTED,
  /** Every action alike. */
  RANDOM;

  /** As reports and flags name it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
