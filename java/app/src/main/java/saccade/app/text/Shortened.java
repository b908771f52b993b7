package saccade.app.text;

/** Long values, such as thresholds of every element, in a line for people. */
public final class Shortened {
  private static final String GAP = "...";

  private Shortened() {}

  /** The text, its middle left out if it is longer than {@code width}. */
  public static String text(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int head = (width - GAP.length() + 1) / 2;
    int tail = width - GAP.length() - head;
    return text.substring(0, head) + GAP + text.substring(text.length() - tail);
  }
}
