package saccade.engine.scalar;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.PlanInfo;
import saccade.engine.StepCounts;
import saccade.model.ActivationGrid;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.InputGrids;
import saccade.model.Normaliser;
import saccade.model.QuantizedNetwork;
import saccade.model.Shape;

/**
 * How observations are read and sent values kept (contract, law 3): gray levels as bytes, floats as
 * they are in FLOAT32, floats as grid points in EXACT.
 */
abstract class InputValues {
  private final @Nullable Normaliser normaliser;
  private final @Nullable InputGrids grids;
  private final Shape shape;
  private final int frameSize;

  InputValues(PlanInfo plan) {
    QuantizedNetwork quantized = plan.grids();
    normaliser = plan.network().normaliser();
    grids = quantized == null ? null : quantized.inputGrids();
    shape = plan.network().shape(0);
    frameSize = plan.network().input().frameSize();
  }

  static InputValues of(PlanInfo plan, Laws laws, StepCounts counts) {
    Input input = plan.network().input();
    if (input instanceof ImageStack) {
      return new Bytes(plan);
    }
    QuantizedNetwork quantized = plan.grids();
    return quantized == null ? new Floats(plan) : new Points(plan, laws, counts);
  }

  /** A value of a caller's buffer: gray level, raw value, or grid point in EXACT. */
  abstract float read(ByteBuffer buffer, int index, int frameElement);

  /** Sent value of a neuron, numbered (y, x, c). */
  abstract float sent(int neuron);

  abstract void store(int neuron, float value);

  final int size() {
    return shape.size();
  }

  /** What the first layer takes for a sent value: x - mean, clamped; in EXACT a table's integer. */
  final float z(int neuron, float value) {
    if (grids != null) {
      return grids.hasTables() ? tabulated(shape.modelIndex(neuron), (int) value) : value;
    }
    if (normaliser == null) {
      return value;
    }
    int element = shape.modelIndex(neuron);
    float z = value - normaliser.mean(element);
    return Math.min(Math.max(z, normaliser.low(element)), normaliser.high(element));
  }

  private float tabulated(int element, int q) {
    return grids == null ? q : grids.propagated(element, element % frameSize, q);
  }

  /** Gray levels. */
  private static final class Bytes extends InputValues {
    private final byte[] sent;

    Bytes(PlanInfo plan) {
      super(plan);
      sent = new byte[size()];
    }

    @Override
    float read(ByteBuffer buffer, int index, int frameElement) {
      return buffer.get(index) & 0xff;
    }

    @Override
    float sent(int neuron) {
      return sent[neuron] & 0xff;
    }

    @Override
    void store(int neuron, float value) {
      sent[neuron] = (byte) (int) value;
    }
  }

  /** Raw values. */
  private static class Floats extends InputValues {
    private final float[] sent;

    Floats(PlanInfo plan) {
      super(plan);
      sent = new float[size()];
    }

    @Override
    float read(ByteBuffer buffer, int index, int frameElement) {
      return buffer.getFloat(index * Float.BYTES);
    }

    @Override
    final float sent(int neuron) {
      return sent[neuron];
    }

    @Override
    final void store(int neuron, float value) {
      sent[neuron] = value;
    }
  }

  /** Grid points of raw values. */
  private static final class Points extends Floats {
    private final InputGrids grids;
    private final Laws laws;
    private final StepCounts counts;

    Points(PlanInfo plan, Laws laws, StepCounts counts) {
      super(plan);
      grids = Objects.requireNonNull(plan.grids()).inputGrids();
      this.laws = laws;
      this.counts = counts;
    }

    /**
     * q = rint(clamp(x * inv)); a value that would round to a point beyond the grid is counted as
     * saturated (law 11).
     */
    @Override
    float read(ByteBuffer buffer, int index, int frameElement) {
      ActivationGrid grid = grids.grid(frameElement);
      float scaled = super.read(buffer, index, frameElement) * grids.inverse(frameElement);
      int q = (int) Math.rint(laws.saturated(scaled, grid)); // int has no -0 that could be sent
      if (Math.rint(scaled) != Math.min(Math.max(q, grid.lo()), grid.hi())) {
        counts.saturate();
      }
      return q;
    }
  }
}
