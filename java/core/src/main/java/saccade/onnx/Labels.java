package saccade.onnx;

/** Names from a file, as they may stand in a sentence. */
final class Labels {
  private static final int MAX_LENGTH = 100;

  private Labels() {}

  /** The name without control characters, cut to a length that can be read. */
  static String clean(String name) {
    String cut = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) + "..." : name;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
