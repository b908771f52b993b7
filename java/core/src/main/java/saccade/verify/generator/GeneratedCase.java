package saccade.verify.generator;

import org.jspecify.annotations.Nullable;
import saccade.engine.FrameStack;
import saccade.engine.PlanOptions;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ElementRanges;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.reference.References;

/**
 * What an id stands for: a network with its grids, options, thresholds and frames. No backend takes
 * part in making it, so that it is the same for all.
 */
final class GeneratedCase {
  private static final int CALIBRATION_STEPS = 12;
  private static final int GRID_STEPS = 4;

  private final CaseId id;
  private final boolean ternary;
  private final Network network;
  private final References float32;
  private final Calibration calibration;
  private final @Nullable QuantizedNetwork grids;
  private final PlanOptions options;
  private final byte[][] frames;

  GeneratedCase(CaseId id) {
    this.id = id;
    Draw draw = Draw.of(id, Draw.Aspect.OPTIONS, 0);
    ternary = draw.oneIn(4) && id.has(Feature.TERNARY);
    InputGenerator inputs = new InputGenerator(id, ternary);
    InputGenerator.Made made = inputs.make();
    network = NetworkGenerator.make(id, made.input(), inputs.normaliser(made.input()), ternary);
    options = OptionsGenerator.options(id, network);
    float32 = References.of(network);
    FrameGenerator generator = new FrameGenerator(id, made, ternary);
    calibration =
        DenseCalibration.of(
            float32, options, generator.frames(Draw.Aspect.CALIBRATION, CALIBRATION_STEPS, true));
    grids = quantized(draw.pick(2, 5, 8, 8, 8, 12));
    frames = generator.frames(Draw.Aspect.TRACE, Math.max(1, id.limits().calls()), false);
  }

  /** Null where the contract lets the quantiser refuse: a multiplier that no float32 holds. */
  private @Nullable QuantizedNetwork quantized(int bits) {
    try {
      return Quantizer.quantize(network, calibration, bits);
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      if (why.contains("multiplier") || why.contains("2^126")) {
        return null;
      }
      throw e;
    }
  }

  CaseId id() {
    return id;
  }

  /** Checks that the grids mean the network, on the first observations of an episode. */
  void requireGrids() {
    ElementRanges calibrated = calibration.input();
    if (grids != null) {
      GridCheck check = new GridCheck(network, float32.dense(), grids);
      FrameStack stack = new FrameStack(network.input(), options);
      for (int i = 0; i < Math.min(GRID_STEPS, frames.length); i++) {
        stack.push(frames[i]);
        check.require(
            stack.observation(), calibrated == null ? ElementRanges.uniform(1, 0, 0) : calibrated);
      }
    }
  }

  /** True if FLOAT32 must hold to the bit (contract, law 7b). */
  boolean ternary() {
    return ternary;
  }

  Network network() {
    return network;
  }

  /** References of the network as it was given. */
  References float32() {
    return float32;
  }

  Calibration calibration() {
    return calibration;
  }

  @Nullable QuantizedNetwork grids() {
    return grids;
  }

  PlanOptions options() {
    return options;
  }

  /** The newest frame of a call. */
  byte[] frame(int call) {
    return frames[call % frames.length];
  }

  byte[][] frames() {
    return frames;
  }

  /** Thresholds of a call; those of call -1 are there when a session is opened. */
  Thresholds thresholds(int call) {
    return OptionsGenerator.thresholds(
        Draw.of(id, Draw.Aspect.THRESHOLDS, call + 1), id, network, grids);
  }
}
