package saccade.verify.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import saccade.engine.Mode;

/**
 * A generated case as data: the same id is the same case on every backend and machine. Its text is
 * one line, such as {@code 17:layers=2,calls=9,without=GROUPS+TABLES,drop=3+5,mode=EXACT}.
 *
 * @param seed what everything is drawn from
 * @param limits upper bounds of what is drawn
 * @param without what is switched off
 * @param drop calls that are left out, by their number
 * @param mode the only arithmetic; null for both
 */
public record CaseId(
    long seed, Limits limits, Set<Feature> without, SortedSet<Integer> drop, @Nullable Mode mode) {
  /**
   * Upper bounds; a tighter one changes as little else as possible.
   *
   * @param layers weighted layers, 1..5
   * @param width channels of a layer, 1..24
   * @param side rows and columns of images and kernels, 1..9
   * @param calls calls of a session and of a batch, 0..40
   */
  public record Limits(int layers, int width, int side, int calls) {
    /** As large as a case may be. */
    public static final Limits LARGEST = new Limits(5, 24, 9, 40);

    public Limits {
      require("layers", layers, 1, 5);
      require("width", width, 1, 24);
      require("side", side, 1, 9);
      require("calls", calls, 0, 40);
    }

    private static void require(String what, int value, int from, int to) {
      if (value < from || value > to) {
        throw new IllegalArgumentException(
            what + "=" + value + " is outside " + from + ".." + to + "; give a number within");
      }
    }

    Limits with(String key, int value) {
      return switch (key) {
        case "layers" -> new Limits(value, width, side, calls);
        case "width" -> new Limits(layers, value, side, calls);
        case "side" -> new Limits(layers, width, value, calls);
        case "calls" -> new Limits(layers, width, side, value);
        default -> throw unknown(key);
      };
    }

    int get(String key) {
      return switch (key) {
        case "layers" -> layers;
        case "width" -> width;
        case "side" -> side;
        case "calls" -> calls;
        default -> throw unknown(key);
      };
    }

    private void write(StringBuilder text) {
      write(text, "layers", layers, LARGEST.layers);
      write(text, "width", width, LARGEST.width);
      write(text, "side", side, LARGEST.side);
      write(text, "calls", calls, LARGEST.calls);
    }

    private static void write(StringBuilder text, String key, int value, int most) {
      if (value != most) {
        text.append(',').append(key).append('=').append(value);
      }
    }
  }

  public CaseId {
    without = without.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(without));
    drop = Collections.unmodifiableSortedSet(new TreeSet<>(drop).headSet(limits.calls));
  }

  private static final String NOTHING = "NOTHING";

  /** The whole case of a seed, in both modes. */
  public static CaseId of(long seed) {
    return new CaseId(seed, Limits.LARGEST, Set.of(), new TreeSet<>(), null);
  }

  /** True if something is not switched off. */
  public boolean has(Feature feature) {
    return !without.contains(feature);
  }

  /** The same within other limits. */
  public CaseId within(Limits other) {
    return new CaseId(seed, other, without, drop, mode);
  }

  /** The same without these things too. */
  public CaseId without(Collection<Feature> more) {
    EnumSet<Feature> all = EnumSet.noneOf(Feature.class);
    all.addAll(without);
    all.addAll(more);
    return new CaseId(seed, limits, all, drop, mode);
  }

  /** The same without these calls too. */
  public CaseId dropping(Collection<Integer> more) {
    TreeSet<Integer> all = new TreeSet<>(drop);
    all.addAll(more);
    return new CaseId(seed, limits, without, all, mode);
  }

  /** The same in one mode only. */
  public CaseId in(Mode only) {
    return new CaseId(seed, limits, without, drop, only);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException naming what is not understood
   */
  public static CaseId parse(String text) {
    int colon = text.indexOf(':');
    CaseId id = of(number("seed", colon < 0 ? text : text.substring(0, colon)));
    for (String part : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw unknown(part);
      }
      id = id.with(part.substring(0, equals), part.substring(equals + 1));
    }
    return id;
  }

  private CaseId with(String key, String value) {
    return switch (key) {
      case "without" -> without(each(value).map(v -> constant(Feature.class, v)).toList());
      case "only" -> without(EnumSet.complementOf(features(value)));
      case "drop" -> dropping(each(value).flatMap(CaseId::calls).toList());
      case "mode" -> in(constant(Mode.class, value));
      default -> within(limits.with(key, (int) number(key, value)));
    };
  }

  private static EnumSet<Feature> features(String value) {
    EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    if (!value.equals(NOTHING)) {
      each(value).forEach(v -> features.add(constant(Feature.class, v)));
    }
    return features;
  }

  /** The calls of {@code 3} or {@code 3-7}. */
  private static Stream<Integer> calls(String value) {
    int dash = value.indexOf('-');
    int from = (int) number("call", dash < 0 ? value : value.substring(0, dash));
    int to = dash < 0 ? from : (int) number("call", value.substring(dash + 1));
    return IntStream.rangeClosed(from, Math.min(to, Limits.LARGEST.calls)).boxed();
  }

  private static Stream<String> each(String value) {
    return Arrays.stream(value.split("\\+", -1));
  }

  private static long number(String what, String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          what + " '" + text + "' of a case is not a whole number; write it as 17:calls=9", e);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw unknown(name);
  }

  private static IllegalArgumentException unknown(String part) {
    return new IllegalArgumentException(
        "'"
            + part
            + "' of a case is unknown; give layers, width, side, calls, without, only, drop or mode,"
            + " as a failure printed it");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    limits.write(text);
    writeFeatures(text);
    if (!drop.isEmpty()) {
      text.append(",drop=").append(ranges());
    }
    if (mode != null) {
      text.append(",mode=").append(mode);
    }
    return text.isEmpty() ? Long.toString(seed) : seed + ":" + text.substring(1);
  }

  /** What is off, or what is left if that is shorter. */
  private void writeFeatures(StringBuilder text) {
    EnumSet<Feature> left = EnumSet.allOf(Feature.class);
    left.removeAll(without);
    if (left.isEmpty()) {
      text.append(",only=").append(NOTHING);
    } else if (left.size() < without.size()) {
      text.append(",only=").append(joined(left));
    } else if (!without.isEmpty()) {
      text.append(",without=").append(joined(new TreeSet<>(without)));
    }
  }

  private String ranges() {
    List<String> parts = new ArrayList<>();
    for (int from : drop) {
      int to = from;
      while (drop.contains(to + 1)) {
        to++;
      }
      if (!drop.contains(from - 1)) {
        parts.add(from == to ? "" + from : from + "-" + to);
      }
    }
    return joined(parts);
  }

  private static String joined(Collection<?> parts) {
    return parts.stream().map(Object::toString).collect(Collectors.joining("+"));
  }
}
