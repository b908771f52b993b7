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
      if (flagValue(value).equalsIgnoreCase(text) || value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    String known =
        Arrays.stream(type.getEnumConstants())
            .map(Parse::flagValue)
            .collect(Collectors.joining(" or "));
    throw new IllegalArgumentException(flag + " '" + text + "' is unknown; give " + known);
  }

  /** A constant as people write it behind a flag. */
  private static String flagValue(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The parts of a list, without the blanks around them. */
  public static List<String> list(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).map(String::strip).toList();
  }

  /**
   * {@code T} for all gated layers, or {@code T0,T1,...} one per layer, input first; {@code
   * T/T/.../T} in the input's place is one per element of a frame.
   */
  public static Thresholds thresholds(String text, Network network) {
    List<String> parts = list(text, ",");
    float[] input = numbers(list(parts.get(0), "/"));
    float[] layers = numbers(parts.subList(1, parts.size()));
    boolean perElement = input.length > 1;
    if (layers.length == 0 && !perElement) {
      return Thresholds.uniform(network, input[0]).requireFor(network);
    }
    float[] all = new float[1 + layers.length];
    all[0] = input[0];
    System.arraycopy(layers, 0, all, 1, layers.length);
    Thresholds chosen = Thresholds.of(all);
    return (perElement ? chosen.withInput(input) : chosen).requireFor(network);
  }

  private static float[] numbers(List<String> texts) {
    float[] numbers = new float[texts.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(texts.get(i));
    }
    return numbers;
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
