package saccade.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.Input;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

/**
 * What a float observation may hold, per element of a frame (contract, law 11): plan data. A value
 * beyond the limit is refused; in FLOAT32 a jump beyond the glitch bound makes every layer run
 * dense in that step. Image bytes have neither. Immutable.
 */
public final class InputLimits {
  private static final double RANGES = 0x1p10;
  private static final double GLITCH_RANGES = 16;
  private static final float GLITCH_UNKNOWN = 64;

  /** Of image stacks: every byte is allowed. */
  public static final InputLimits NONE = new InputLimits(new float[0], new float[0]);

  private final float[] limit;
  private final float[] glitch;

  private InputLimits(float[] limit, float[] glitch) {
    this.limit = limit;
    this.glitch = glitch;
  }

  /**
   * Limits of a network in FLOAT32: 2^10 times the largest magnitude of the declared range, else
   * the overflow limit, which also bounds the former.
   *
   * @param overflow as {@link OverflowLimit#require} gives it
   */
  public static InputLimits float32(Network network, double overflow) {
    if (!(network.input() instanceof FloatStack)) {
      return NONE;
    }
    float[] limit = new float[network.input().frameSize()];
    float[] glitch = new float[limit.length];
    for (int i = 0; i < limit.length; i++) {
      set(declared(network.input(), i), overflow, i, limit, glitch);
    }
    return new InputLimits(limit, glitch);
  }

  /** Limits of a quantised network: the declared range, else that of the grid. */
  public static InputLimits exact(QuantizedNetwork network) {
    Input input = network.source().input();
    if (!(input instanceof FloatStack)) {
      return NONE;
    }
    float[] limit = new float[input.frameSize()];
    float[] glitch = new float[limit.length];
    for (int i = 0; i < limit.length; i++) {
      float[] range = declared(input, i);
      boolean known = range != null && range[0] < range[1];
      set(known ? range : range(network.inputGrids(), i), Float.MAX_VALUE, i, limit, glitch);
    }
    Arrays.fill(glitch, Float.POSITIVE_INFINITY); // integers leave no rounding behind
    return new InputLimits(limit, glitch);
  }

  private static float[] range(InputGrids grids, int i) {
    ActivationGrid grid = grids.grid(i);
    return new float[] {grid.lo() * grid.scale(), grid.hi() * grid.scale()};
  }

  /** Smallest and largest value, or null if no range is declared. */
  static float @Nullable [] declared(Input input, int i) {
    ElementRanges ranges = input instanceof FloatStack stack ? stack.ranges() : null;
    return ranges == null ? null : new float[] {ranges.low(i), ranges.high(i)};
  }

  private static void set(
      float @Nullable [] range, double overflow, int i, float[] limit, float[] glitch) {
    limit[i] = (float) Math.min(overflow, Float.MAX_VALUE);
    glitch[i] = GLITCH_UNKNOWN;
    if (range != null && range[0] < range[1]) {
      double largest = Math.max(Math.abs((double) range[0]), Math.abs((double) range[1]));
      limit[i] = (float) Math.min(limit[i], RANGES * largest);
      glitch[i] = (float) (GLITCH_RANGES * ((double) range[1] - range[0]));
    }
  }

  /** True if nothing is refused: image bytes. */
  public boolean isNone() {
    return limit.length == 0;
  }

  /** Largest magnitude of an element of a frame. */
  public float limit(int frameElement) {
    return limit[frameElement];
  }

  /** Largest |d| of an input event that does not make every layer run dense. */
  public float glitch(int frameElement) {
    return limit.length == 0 ? Float.POSITIVE_INFINITY : glitch[frameElement];
  }
}
