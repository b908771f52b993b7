package saccade.contract;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.GridWeights;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.SparseRows;

/** Small networks on float vectors. */
final class FloatCases {
  private FloatCases() {}

  static Network vector(int n, Dense... layers) {
    return new Network("vector", FloatStack.vector(n), Arrays.asList(layers));
  }

  static Network normalised(FloatStack input, @Nullable Normaliser normaliser, Dense... layers) {
    return new Network("normalised", input, normaliser, Arrays.asList(layers));
  }

  static float[] floats(double... values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  static double[] sent(saccade.engine.Session session, int layer, int size) {
    double[] values = new double[size];
    session.readSent(layer, values);
    return values;
  }

  static double[] accumulators(saccade.engine.Session session, int layer, int size) {
    double[] values = new double[size];
    session.readAccumulators(layer, values);
    return values;
  }

  /** One row of int8 points. */
  static GridWeights row(int... points) {
    byte[] bytes = new byte[points.length];
    for (int i = 0; i < points.length; i++) {
      bytes[i] = (byte) points[i];
    }
    return new GridWeights(SparseRows.full(1, points.length), bytes);
  }

  static List<ActivationGrid> grids(ActivationGrid... grids) {
    return List.of(grids);
  }
}
