package saccade.app.soak;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.verify.reference.DenseReference;

/**
 * FLOAT32 beside sums in double over the same sent values: its rounding, layer by layer, and a
 * bound of it. A neuron has had at most as many additions since its last dense sum as its layer has
 * had events; each rounds by at most 2^-24 * (|O| + |w * d|) (contract, law 7a).
 */
final class FloatRun extends Run {
  private static final double HALF_ULP = 0x1p-24;

  private final Network network;
  private final DenseReference dense;
  private final List<SoakReport.Point> curve = new ArrayList<>();
  private final double[] largest;
  private final double[] largestTaken;
  private final double[] largestWeight;
  private final long[] additions;
  private double maxError;
  private boolean finite = true;
  private boolean withinBound = true;

  /** {@code dense} is of the network that the plan runs, means folded. */
  FloatRun(SoakOptions options, Plan plan, DenseReference dense) {
    super(options);
    network = plan.network();
    this.dense = dense;
    largest = new double[network.depth()];
    largestTaken = new double[network.depth()];
    largestWeight = new double[network.depth()];
    additions = new long[network.depth()];
    for (int k = 1; k <= network.depth(); k++) {
      additions[k - 1] = network.shape(k - 1).size();
      for (float w : network.weighted().get(k - 1).layer().weights().toDense()) {
        largestWeight[k - 1] = Math.max(largestWeight[k - 1], Math.abs(w));
      }
    }
  }

  @Override
  void before(Session session) {}

  @Override
  void stepped(Session session) {
    for (int k = 1; k <= network.depth(); k++) {
      boolean anew = session.counts().denseRuns(k) > 0 || session.counts().refreshed(k) > 0;
      long before = anew ? network.shape(k - 1).size() : additions[k - 1];
      additions[k - 1] = before + session.counts().events(k);
    }
  }

  @Override
  void checked(Session session, byte[] frame, long step) {
    List<Double> errors = new ArrayList<>();
    List<Double> bounds = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      double error = error(session, k);
      double bound = bound(k);
      withinBound &= error <= bound;
      maxError = Math.max(maxError, error);
      errors.add(error);
      bounds.add(bound);
    }
    curve.add(new SoakReport.Point(step + 1, errors, bounds));
  }

  /** Twice the largest |O|, because between two looks it may have been larger. */
  private double bound(int layer) {
    double product = largestWeight[layer - 1] * 2 * largestTaken[layer - 1];
    return additions[layer - 1] * HALF_ULP * (2 * largest[layer - 1] + product);
  }

  private double error(Session session, int layer) {
    double[] taken = look(session, layer);
    double[] o = new double[network.shape(layer).size()];
    session.readAccumulators(layer, o);
    double[] exact = dense.accumulators(layer, taken);
    double worst = 0;
    for (int j = 0; j < o.length; j++) {
      worst = Math.max(worst, Math.abs(o[j] - exact[j]));
      largest[layer - 1] = Math.max(largest[layer - 1], Math.abs(exact[j]));
    }
    return worst;
  }

  /** What a layer takes; its size is kept for the bound. */
  private double[] look(Session session, int layer) {
    double[] sent = new double[network.shape(layer - 1).size()];
    session.readSent(layer - 1, sent);
    double[] taken = layer == 1 ? dense.normalised(sent) : sent;
    for (double x : taken) {
      largestTaken[layer - 1] = Math.max(largestTaken[layer - 1], Math.abs(x));
    }
    return taken;
  }

  @Override
  void checkedOutput(Session session, float[] y, long step) {
    for (float value : y) {
      finite &= Float.isFinite(value);
    }
    for (int k = 1; k <= network.depth(); k++) {
      look(session, k);
    }
  }

  SoakReport.Float32 report() {
    List<String> names = network.weighted().stream().map(PlacedLayer::name).toList();
    List<Double> sizes = new ArrayList<>();
    for (double size : largest) {
      sizes.add(size);
    }
    return new SoakReport.Float32(maxError, finite, withinBound, names, sizes, curve);
  }
}
