package saccade.exact;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.PlacedLayer;

/**
 * Chooses the grids of activations and observations from calibrated ranges; 0 is in all of them.
 */
final class Grids {
  /** Bits of every grid unless told otherwise. */
  static final int DEFAULT_BITS = 8;

  private Grids() {}

  /** The 8-bit grid of a hidden layer for activations {@code low..high}. */
  static ActivationGrid hidden(Activation f, double low, double high) {
    int steps = (1 << DEFAULT_BITS) - 1;
    return switch (f.kind()) {
      case RELU, SIGMOID -> new ActivationGrid(scale(high / steps), 0, steps);
      case NONE, TANH -> signed(low, high, DEFAULT_BITS);
      case CLIP -> clipped(f, low, high, steps);
      default -> uneven(low, high, steps);
    };
  }

  /** Both signs alike, such as -128..127. */
  private static ActivationGrid signed(double low, double high, int bits) {
    int half = 1 << (bits - 1);
    return new ActivationGrid(scale(Math.max(high / (half - 1), -low / half)), -half, half - 1);
  }

  /** A Clip that was never seen to leave 0 gets its own ends, which its grid may not pass. */
  private static ActivationGrid clipped(Activation f, double low, double high, int steps) {
    boolean unseen = high - low < Float.MIN_NORMAL * (double) steps;
    return unseen
        ? uneven(Math.min(f.a(), 0), Math.max(f.b(), 0), steps)
        : uneven(low, high, steps);
  }

  /** As many steps below 0 as the range needs: most of SiLU's and ELU's lies above. */
  private static ActivationGrid uneven(double low, double high, int steps) {
    float scale = scale((high - low) / steps);
    int lo = (int) Math.max(-steps, Math.min(0, Math.rint(low / scale)));
    return new ActivationGrid(scale, lo, lo + steps);
  }

  /** A layer that was never active gets the scale 1: any grid holds its zeros. */
  private static float scale(double step) {
    return step < Float.MIN_NORMAL ? 1 : (float) step;
  }

  /**
   * Grids of the observation: gray levels, else the declared range of each element, else the
   * calibrated one. Below a window that moves, a channel has one grid.
   *
   * @param bits 2..12
   */
  static InputGrids input(Network network, Calibration calibration, int bits) {
    if (network.input() instanceof ImageStack) {
      return InputGrids.BYTES;
    }
    FloatStack stack = (FloatStack) network.input();
    ElementRanges ranges = stack.ranges() != null ? stack.ranges() : calibration.input();
    if (ranges == null || ranges.size() != stack.frameSize()) {
      throw new IllegalArgumentException(
          "the calibration has no ranges for the "
              + stack.frameSize()
              + " elements that network "
              + network.name()
              + " observes; watch this network");
    }
    PlacedLayer first = network.weighted().get(0);
    int shared = first.sharedInputs();
    List<ActivationGrid> grids = new ArrayList<>();
    float[] inverse = new float[stack.frameSize()];
    for (int i = 0; i < inverse.length; i++) {
      if (i % shared == 0) {
        grids.add(element(ranges, i, i + shared, bits));
      } else {
        grids.add(grids.get(i - 1));
      }
      inverse[i] = (float) (1.0 / grids.get(i).scale());
    }
    return InputGrids.of(grids, inverse);
  }

  private static ActivationGrid element(ElementRanges ranges, int from, int to, int bits) {
    double low = 0;
    double high = 0;
    for (int i = from; i < to; i++) {
      low = Math.min(low, ranges.low(i));
      high = Math.max(high, ranges.high(i));
    }
    int steps = (1 << bits) - 1;
    return low == 0 ? new ActivationGrid(scale(high / steps), 0, steps) : signed(low, high, bits);
  }
}
