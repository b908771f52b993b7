package saccade.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a layer takes its events. Which one runs changes what a step costs, and no bit of an EXACT
 * result; every kernel adds in the same order, so that FLOAT32 rounds alike too.
 */
public enum Kernel {
  /** Whichever the backend's cost model expects to be the fastest. */
  AUTO,
  /** Whole columns of weights in vectors, zeros included. */
  LANES,
  /** The vectors of a column in which a weight survived pruning. */
  BLOCKS,
  /** The weights that survived pruning, one after the other (compressed sparse columns). */
  WALK;

  /**
   * The kernel of a name, in any case.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Kernel named(String name) {
    for (Kernel kernel : values()) {
      if (kernel.toString().equals(name.toLowerCase(Locale.ROOT))) {
        return kernel;
      }
    }
    throw new IllegalArgumentException(
        "kernel '" + name + "' is unknown; give one of " + names(List.of(values())));
  }

  /** Names, separated by commas. */
  public static String names(List<Kernel> kernels) {
    return kernels.stream().map(Kernel::toString).collect(Collectors.joining(", "));
  }

  /** Those that can run: all but {@link #AUTO}. */
  public static List<Kernel> running() {
    return Arrays.stream(values()).filter(kernel -> kernel != AUTO).toList();
  }

  /** The name in flags, files and reports. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
