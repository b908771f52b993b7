package saccade.vector;

import java.util.List;
import jdk.incubator.vector.VectorShape;
import org.jspecify.annotations.Nullable;

/** How wide vectors may be; asked before the constants of {@link Lanes} are made. */
final class Width {
  /** Name of the property that narrows the vectors: 128, 256 or 512. */
  static final String PROPERTY = "saccade.vector.bits";

  /** No kernel is made for wider vectors. */
  static final int WIDEST = 512;

  private static final List<Integer> WIDTHS = List.of(128, 256, 512);

  private Width() {}

  /** Why vectors cannot be used as asked, or null. */
  static @Nullable String refusal() {
    String asked = System.getProperty(PROPERTY);
    int widest = Math.min(WIDEST, VectorShape.preferredShape().vectorBitSize());
    if (asked != null && WIDTHS.stream().noneMatch(w -> w <= widest && asked.equals("" + w))) {
      return "-D"
          + PROPERTY
          + "="
          + asked
          + " is not a width of this CPU; give 128, 256 or 512, at most "
          + widest
          + ", or leave it out";
    }
    if (!FusedMultiplyAdd.isThere()) {
      return "this CPU, or this Java machine as it was started, has no fused multiply-add, without"
          + " which vectors are objects; use backend scalar, or start it without -XX:UseAVX and"
          + " -XX:UseFMA";
    }
    return widest < 128
        ? "vectors of this Java machine have "
            + widest
            + " bits, but 128 are needed; start it without -XX:UseAVX and -XX:UseSSE"
        : null;
  }
}
