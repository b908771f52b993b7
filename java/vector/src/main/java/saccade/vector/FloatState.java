package saccade.vector;

import org.jspecify.annotations.Nullable;
import saccade.engine.Nonlinearity;

/**
 * A layer whose accumulators are floats: FLOAT32, and EXACT where every sum stays below 2^24, so
 * that float32 holds it (contract, law 6a).
 */
final class FloatState extends LayerState {
  private final float[] o;
  private final @Nullable PointEmission emission;

  FloatState(PackedLayer p, int[] emissionCosts) {
    super(p, emissionCosts);
    o = new float[p.room() * p.stride];
    emission = p.groups == 1 ? PointEmission.of(points, emissionCosts) : null;
  }

  @Override
  void testWord(int base, long marked, Gate gate, EventList out) {
    if (emission == null) {
      super.testWord(base, marked, gate, out);
    } else {
      emission.test(o, sent, base, marked, gate, out);
    }
  }

  @Override
  void finishTests(EventList out) {
    if (emission != null) {
      PointEmission.unpack(out);
    }
  }

  @Override
  long take(EventList in, byte[] reached) {
    return switch (p.kernel) {
      case WALK -> Walk.take(p, o, reached, in);
      case BLOCKS -> Blocks.take(p, o, reached, in);
      default ->
          p.byteColumns.length > 0
              ? ByteLanes.take(this, o, reached, in)
              : FloatLanes.take(this, o, reached, in);
    };
  }

  @Override
  void takePixels(PixelMeetings changes, PixelReach reach, int channel) {
    if (!changes.isEmpty()) {
      changes.take(p, reach, channel, o);
      changes.mark(marks);
      marked();
    }
  }

  @Override
  void startFromBias() {
    for (int i = 0; i < p.positions; i++) {
      System.arraycopy(p.bias, 0, o, i * p.stride, p.stride);
    }
  }

  @Override
  long direct(DenseConv kernel, DenseScratch scratch) {
    return kernel.run(scratch, o);
  }

  @Override
  void activate(int at) {
    if (points == null) {
      Curves.of(p.f, o, at, x);
    } else {
      points.of(o, at, x);
    }
  }

  @Override
  double accumulator(int at) {
    return o[at];
  }

  @Override
  void setAccumulator(int at, float value) {
    o[at] = value;
  }

  /** In EXACT the last layer is not requantised: ReLU and Clip act on y, a table holds y. */
  @Override
  float output(int at, int channel) {
    return p.quantized == null
        ? (float) Nonlinearity.of(p.f, o[at])
        : Outputs.of(p, o[at], channel);
  }

  @Override
  void copyAccumulators(LayerState from) {
    System.arraycopy(((FloatState) from).o, 0, o, 0, o.length);
  }
}
