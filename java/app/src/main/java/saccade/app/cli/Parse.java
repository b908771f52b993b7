package saccade.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Reads values of flags; errors name the value and what is allowed. */
public final class Parse {
  private Parse() {}

  /** The constant of that name, whatever its case. */
  public static <E extends Enum<E>> E oneOf(String flag, String text, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(v -> v.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    throw new IllegalArgumentException(flag + " '" + text + "' is unknown; give " + known);
  }

  /** The parts of a list, without the blanks around them. */
  public static List<String> list(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).map(String::strip).toList();
  }

  /** {@code T} for all gated layers, or {@code T0,T1,...} one per layer, input first. */
  public static Thresholds thresholds(String text, Network network) {
    List<String> parts = list(text, ",");
    float[] values = new float[parts.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(parts.get(i));
    }
    return (values.length == 1 ? Thresholds.uniform(network, values[0]) : Thresholds.of(values))
        .requireFor(network);
  }

  private static float number(String text) {
    float value;
    try {
      value = Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "threshold '" + text + "' is not a number; give finite numbers of at least 0", e);
    }
    if (Float.isInfinite(value) || Float.isNaN(value)) {
      throw new IllegalArgumentException(
          "threshold '" + text + "' is not a finite float32; give a number from 0 to 3.4e38");
    }
    return value;
  }
}
