package saccade.verify.reference;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;

/**
 * The dense quantised network in 64-bit integers, from its stored integers alone (contract, law 6):
 * what EXACT must equal to the bit. Immutable.
 */
public final class QuantizedReference {
  private final QuantizedNetwork network;
  private final List<UnrolledLayer> layers = new ArrayList<>();

  /** Writes every layer out. */
  public QuantizedReference(QuantizedNetwork network) {
    this.network = network;
    for (int k = 1; k <= network.source().depth(); k++) {
      layers.add(
          new UnrolledLayer(
              network.source().weighted().get(k - 1), network.layer(k).weights().pattern()));
    }
  }

  /** A layer written out, 1..depth. */
  public UnrolledLayer unrolled(int layer) {
    return layers.get(layer - 1);
  }

  /** O of a layer from the grid points of its inputs. */
  public long[] accumulators(int layer, long[] q) {
    UnrolledLayer m = unrolled(layer);
    QuantizedLayer integers = network.layer(layer);
    long[] o = new long[m.outputs()];
    for (int j = 0; j < o.length; j++) {
      long sum = integers.bias(m.channel(j));
      for (int e = m.start(j); e < m.start(j + 1); e++) {
        sum += integers.weights().value(m.entry(e)) * q[m.input(e)];
      }
      o[j] = sum;
    }
    return o;
  }

  /** Law 6c: one float multiply, clamp, round half to even. */
  public long requantise(int layer, int output, long accumulator) {
    ActivationGrid grid = network.grid(layer);
    float value = scaled(layer, output, accumulator);
    double clamped = value < grid.lo() ? grid.lo() : value > grid.hi() ? grid.hi() : value;
    double floor = Math.floor(clamped);
    double above = clamped - floor;
    boolean up = above > 0.5 || (above == 0.5 && Math.floorMod((long) floor, 2) == 1);
    return (long) floor + (up ? 1 : 0);
  }

  /** Law 6e: y of the last layer. */
  public float output(int output, long accumulator) {
    int last = network.source().depth();
    float y = scaled(last, output, accumulator);
    boolean relu = unrolled(last).placed().layer().activation().equals(Activation.RELU);
    return relu && y < 0 ? 0f : y;
  }

  private float scaled(int layer, int output, long accumulator) {
    return network.layer(layer).multiplier(unrolled(layer).channel(output))
        * (float) (int) accumulator;
  }

  /**
   * y of the whole network.
   *
   * @param observation every plane in the model's order, gray levels 0..255
   */
  public float[] run(byte[] observation) {
    long[] q = new long[observation.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = observation[i] & 0xff;
    }
    int depth = network.source().depth();
    for (int k = 1; k < depth; k++) {
      q = accumulators(k, q);
      for (int j = 0; j < q.length; j++) {
        q[j] = requantise(k, j, q[j]);
      }
    }
    long[] o = accumulators(depth, q);
    float[] y = new float[o.length];
    for (int j = 0; j < y.length; j++) {
      y[j] = output(j, o[j]);
    }
    return y;
  }
}
