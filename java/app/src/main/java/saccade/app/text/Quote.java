package saccade.app.text;

/** Words that a shell reads back as they are. */
public final class Quote {
  private static final String PLAIN = "[A-Za-z0-9_./:,@%+=-]+";

  private Quote() {}

  /** The word, in single quotes if a shell would change it. */
  public static String shell(String word) {
    return word.matches(PLAIN) ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
