package saccade.vector;

import org.jspecify.annotations.Nullable;

/** A layer of EXACT whose accumulators are int32, with weights of one byte. */
final class IntState extends LayerState {
  private final int[] o;
  private final @Nullable PointEmission emission;
  private final ShortLanes.Runs runs;

  IntState(PackedLayer p, int[] emissionCosts) {
    super(p, emissionCosts);
    o = new int[p.positions * p.stride];
    emission = p.groups == 1 ? PointEmission.of(points, emissionCosts) : null;
    runs = new ShortLanes.Runs(p.shorts ? p.placed.input().size() : 0);
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
          p.shorts ? ShortLanes.take(p, o, reached, runs, in) : IntLanes.take(this, o, reached, in);
    };
  }

  @Override
  void takePixels(PixelMeetings changes, PixelReach reach, int channel) {
    throw new IllegalStateException("pixels are taken as float32");
  }

  @Override
  void startFromBias() {
    for (int i = 0; i < p.positions; i++) {
      System.arraycopy(p.integerBias, 0, o, i * p.stride, p.stride);
    }
  }

  @Override
  long direct(DenseConv kernel, DenseScratch scratch) {
    throw new IllegalStateException("sums of this layer do not fit float32");
  }

  @Override
  long scratchBytes() {
    return super.scratchBytes() + runs.bytes();
  }

  @Override
  void activate(int at) {
    if (points != null) {
      points.of(o, at, x);
    }
  }

  @Override
  double accumulator(int at) {
    return o[at];
  }

  @Override
  void setAccumulator(int at, float value) {
    throw new IllegalStateException("EXACT recomputes accumulators from sent values");
  }

  @Override
  float output(int at, int channel) {
    return Outputs.of(p, o[at], channel);
  }

  @Override
  void copyAccumulators(LayerState from) {
    System.arraycopy(((IntState) from).o, 0, o, 0, o.length);
  }
}
