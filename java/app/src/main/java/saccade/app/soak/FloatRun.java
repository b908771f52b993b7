package saccade.app.soak;

import java.util.ArrayList;
import java.util.List;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.verify.reference.DenseReference;

/** FLOAT32 beside sums in double over the same sent values: its rounding, layer by layer. */
final class FloatRun extends Run {
  private final Network network;
  private final DenseReference dense;
  private final List<SoakReport.Point> curve = new ArrayList<>();
  private final double[] largest;
  private double maxError;
  private boolean finite = true;

  /** {@code dense} is of the network that the plan runs, means folded. */
  FloatRun(SoakOptions options, Plan plan, DenseReference dense) {
    super(options);
    network = plan.network();
    this.dense = dense;
    largest = new double[network.depth()];
  }

  @Override
  void before(Session session) {}

  @Override
  void checked(Session session, byte[] frame, long step) {
    List<Double> errors = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      errors.add(error(session, k));
    }
    errors.forEach(e -> maxError = Math.max(maxError, e));
    curve.add(new SoakReport.Point(step + 1, errors));
  }

  private double error(Session session, int layer) {
    double[] sent = new double[network.shape(layer - 1).size()];
    double[] o = new double[network.shape(layer).size()];
    session.readSent(layer - 1, sent);
    session.readAccumulators(layer, o);
    double[] exact = dense.accumulators(layer, layer == 1 ? dense.normalised(sent) : sent);
    double worst = 0;
    for (int j = 0; j < o.length; j++) {
      worst = Math.max(worst, Math.abs(o[j] - exact[j]));
      largest[layer - 1] = Math.max(largest[layer - 1], Math.abs(exact[j]));
    }
    return worst;
  }

  @Override
  void checkedOutput(Session session, float[] y, long step) {
    for (float value : y) {
      finite &= Float.isFinite(value);
    }
  }

  SoakReport.Float32 report() {
    List<String> names = network.weighted().stream().map(PlacedLayer::name).toList();
    List<Double> sizes = new ArrayList<>();
    for (double size : largest) {
      sizes.add(size);
    }
    return new SoakReport.Float32(maxError, finite, names, sizes, curve);
  }
}
