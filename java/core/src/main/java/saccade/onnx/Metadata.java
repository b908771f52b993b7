package saccade.onnx;

import java.util.Map;
import java.util.StringJoiner;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import saccade.model.ElementRanges;
import saccade.model.Thresholds;

/** What Saccade keeps in metadata_props, as text, and how it is read back. */
final class Metadata {
  /** Value of {@link OnnxWriter#INPUT} for stacks of byte images. */
  static final String IMAGE = "image";

  /** Value of {@link OnnxWriter#INPUT} for float32 observations. */
  static final String FLOAT = "float";

  private final Map<String, String> entries;

  Metadata(Map<String, String> entries) {
    this.entries = entries;
  }

  @Nullable String get(String key) {
    return entries.get(key);
  }

  /** {@code n} numbers separated by slashes, in a form that gives back their bits. */
  static String text(int n, IntToDoubleFunction value) {
    StringJoiner text = new StringJoiner("/");
    for (int i = 0; i < n; i++) {
      text.add(Float.toString((float) value.applyAsDouble(i)));
    }
    return text.toString();
  }

  /** Thresholds as {@link Thresholds#toString} writes them; a single element ends in a slash. */
  static String text(Thresholds thresholds) {
    float[] element = thresholds.inputToArray();
    if (element == null || element.length != 1) {
      return thresholds.toString();
    }
    String text = thresholds.toString();
    int comma = text.indexOf(',');
    return comma < 0 ? text + "/" : text.substring(0, comma) + "/" + text.substring(comma);
  }

  @Nullable Thresholds thresholds() {
    String text = get(OnnxWriter.THRESHOLDS);
    if (text == null) {
      return null;
    }
    int comma = text.indexOf(',');
    String input = comma < 0 ? text : text.substring(0, comma);
    float[] hidden =
        comma < 0 ? new float[0] : numbers(OnnxWriter.THRESHOLDS, text.substring(comma + 1), ',');
    float[] first = numbers(OnnxWriter.THRESHOLDS, input, '/');
    float[] layers = new float[1 + hidden.length];
    layers[0] = first[0];
    System.arraycopy(hidden, 0, layers, 1, hidden.length);
    Thresholds thresholds = Thresholds.of(layers);
    return input.indexOf('/') < 0 ? thresholds : thresholds.withInput(first);
  }

  /** Declared ranges of a frame of {@code n} elements; null if none are. */
  @Nullable ElementRanges ranges(int n) {
    float[] low = list(OnnxWriter.LOW, n);
    float[] high = list(OnnxWriter.HIGH, n);
    return low == null || high == null ? null : new ElementRanges(low, high);
  }

  /** What the writer's normaliser was divided by, for {@code n} elements; null if not there. */
  float @Nullable [] deviation(int n) {
    return list(OnnxWriter.DEVIATION, n);
  }

  /** Frames in the history; {@code unsaid} if nothing is said. */
  int depth(int unsaid) {
    String text = get(OnnxWriter.DEPTH);
    if (text == null) {
      return unsaid;
    }
    try {
      int depth = Integer.parseInt(text);
      if (depth >= 1) {
        return depth;
      }
    } catch (NumberFormatException e) {
      // refused below, like a number that is too small
    }
    throw wrong(OnnxWriter.DEPTH, text, "a number of frames");
  }

  private float @Nullable [] list(String key, int n) {
    String text = get(key);
    if (text == null) {
      return null;
    }
    float[] values = numbers(key, text, '/');
    if (values.length != n) {
      throw wrong(key, text, n + " numbers");
    }
    return values;
  }

  private static float[] numbers(String key, String text, char separator) {
    String body = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    int n = 1 + (int) body.chars().filter(c -> c == separator).count();
    float[] values = new float[n];
    int from = 0;
    for (int i = 0; i < n; i++) {
      int end = body.indexOf(separator, from);
      String part = body.substring(from, end < 0 ? body.length() : end);
      try {
        values[i] = Float.parseFloat(part);
      } catch (NumberFormatException e) {
        throw wrong(key, part, "a number");
      }
      from = end + 1;
    }
    return values;
  }

  private static OnnxFormatException wrong(String key, String text, String expected) {
    return new OnnxFormatException(
        "metadata "
            + key
            + " is \""
            + Labels.clean(text)
            + "\", not "
            + expected
            + "; write the model again or remove the entry");
  }
}
