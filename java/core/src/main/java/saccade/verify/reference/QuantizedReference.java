package saccade.verify.reference;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.ActivationTable;
import saccade.model.ImageStack;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Requantiser;

/**
 * The dense quantised network in 64-bit integers, from its stored integers alone (contract, law 6):
 * what EXACT must equal to the bit. Immutable.
 */
public final class QuantizedReference {
  private final QuantizedNetwork network;
  private final int frame;
  private final List<UnrolledLayer> layers = new ArrayList<>();

  /** Writes every layer out. */
  public QuantizedReference(QuantizedNetwork network) {
    this.network = network;
    frame = network.source().input().frameSize();
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

  /** Grid point of an element of the observation (law 3). */
  public long quantise(int element, double x) {
    if (network.source().input() instanceof ImageStack) {
      return (long) x;
    }
    ActivationGrid grid = network.inputGrids().grid(element % frame);
    float scaled = network.inputGrids().inverse(element % frame) * (float) x;
    return round(scaled, grid.lo(), grid.hi());
  }

  /** The integers that the first layer takes for the grid points of an observation. */
  public long[] normalised(long[] q) {
    if (!network.inputGrids().hasTables()) {
      return q;
    }
    long[] z = new long[q.length];
    for (int i = 0; i < z.length; i++) {
      z[i] = network.inputGrids().propagated(i, i % frame, (int) q[i]);
    }
    return z;
  }

  /** O of a layer from the integers of its inputs. */
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

  /** Law 6c and 6d: one float multiply, clamp, round half to even, and a table if f needs one. */
  public long requantise(int layer, int output, long accumulator) {
    float value = scaled(layer, output, accumulator);
    ActivationTable table = network.layer(layer).requantiser().table();
    if (table != null) {
      return table.point((int) round(value, Short.MIN_VALUE, Short.MAX_VALUE));
    }
    ActivationGrid grid = network.grid(layer);
    return round(value, grid.lo(), grid.hi());
  }

  private static long round(float value, int lo, int hi) {
    double clamped = value < lo ? lo : value > hi ? hi : value;
    double floor = Math.floor(clamped);
    double above = clamped - floor;
    boolean up = above > 0.5 || (above == 0.5 && Math.floorMod((long) floor, 2) == 1);
    return (long) floor + (up ? 1 : 0);
  }

  /** Law 6e: y of the last layer. */
  public float output(int output, long accumulator) {
    int last = network.source().depth();
    float y = scaled(last, output, accumulator);
    ActivationTable table = network.layer(last).requantiser().table();
    if (table != null) {
      return table.result((int) round(y, Short.MIN_VALUE, Short.MAX_VALUE));
    }
    Activation f = unrolled(last).placed().layer().activation();
    return switch (f.kind()) {
      case RELU -> y < 0 ? 0f : y;
      case CLIP -> y < f.a() ? f.a() : y > f.b() ? f.b() : y;
      default -> y;
    };
  }

  private float scaled(int layer, int output, long accumulator) {
    Requantiser m = network.layer(layer).requantiser();
    int channel = unrolled(layer).channel(output);
    return (accumulator < 0 ? m.negative(channel) : m.multiplier(channel))
        * (float) (int) accumulator;
  }

  /**
   * y of the whole network.
   *
   * @param observation every frame in the model's order, gray levels or raw values
   */
  public float[] run(double[] observation) {
    long[] q = new long[observation.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = quantise(i, observation[i]);
    }
    q = normalised(q);
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
