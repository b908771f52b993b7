package saccade.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.Layer;
import saccade.model.Window;

/** Makes the layers of a chain: folds in double, rounds once, gives every layer a name. */
final class Assembly {
  private final Node.Context context;
  private final Map<String, Integer> names = new HashMap<>(Map.of(OnnxGraph.INPUT, 1));
  private final List<Layer> layers = new ArrayList<>();
  private int convolutions;
  private int denses;

  Assembly(Node.Context context) {
    this.context = context;
  }

  /** The layers that lead to {@code last}. */
  List<Layer> layers(Chain last) {
    List<Chain> chains = last.layers();
    for (Chain chain : chains) {
      Draft draft = chain.draft();
      if (draft != null) {
        Chain input = draft.place().input();
        boolean dense = draft.place().window() == null;
        flatten(input, dense && input.form().isImage());
        layers.add(layer(draft));
      }
    }
    flatten(last, false);
    return layers;
  }

  private void flatten(Chain behind, boolean needed) {
    for (String name : behind.form().flattens()) {
      layers.add(new Flatten(unique(name)));
    }
    if (needed && behind.form().flattens().isEmpty()) {
      layers.add(new Flatten(unique("flatten")));
    }
  }

  private Layer layer(Draft draft) {
    int rows = draft.rows();
    int columns = draft.matrix().columns();
    InputFold fold = InputFold.of(draft, context.ledger());
    context.ledger().spend((long) rows * columns);
    float[] dense = new float[rows * columns];
    float[] bias = new float[rows];
    for (int r = 0; r < rows; r++) {
      bias[r] = fold(draft, fold, r, dense);
    }
    Window window = draft.place().window();
    String name = name(draft.name(), window);
    noteRows(name, draft);
    requireFinite(name, dense);
    requireFinite(name, bias);
    CsrWeights weights = CsrWeights.fromDense(rows, columns, dense);
    return window == null
        ? new Dense(name, weights, new Bias(bias), draft.activation())
        : new Conv2d(
            name, window, draft.place().groups(), weights, new Bias(bias), draft.activation());
  }

  /** Writes one row of weights and returns its bias. */
  private static float fold(Draft draft, InputFold fold, int row, float[] dense) {
    int columns = draft.matrix().columns();
    double scale = Affine.at(draft.scale(), row);
    double bias = draft.bias()[row];
    boolean free = fold.isFree();
    for (int c = 0; c < columns; c++) {
      double w = draft.matrix().at(row, c) * scale;
      int index = foldIndex(draft, row, c);
      dense[row * columns + c] = (float) (w * Affine.at(fold.scale(), index));
      if (!free) {
        bias += w * Affine.at(fold.rest(), index);
      }
    }
    return (float) bias;
  }

  /** Column of a dense layer, or input channel of a convolution. */
  private static int foldIndex(Draft draft, int row, int column) {
    Window window = draft.place().window();
    if (window == null) {
      return column;
    }
    int groups = draft.place().groups();
    int perGroup = draft.place().input().shape().channels() / groups;
    return row / (draft.rows() / groups) * perGroup + column / window.area();
  }

  private static void requireFinite(String name, float[] values) {
    for (float v : values) {
      if (!Float.isFinite(v)) {
        throw new OnnxFormatException(
            "layer "
                + Labels.clean(name)
                + " has weights or biases beyond float32 once its scales are folded; scale them"
                + " down");
      }
    }
  }

  private void noteRows(String name, Draft draft) {
    Matrix m = draft.matrix();
    if (m.rows() < m.allRows()) {
      context
          .notes()
          .add(
              "of the "
                  + m.allRows()
                  + " output channels of "
                  + Labels.clean(name)
                  + " only "
                  + m.firstRow()
                  + ".."
                  + (m.firstRow() + m.rows() - 1)
                  + " are read; the others are dropped");
    }
  }

  private String name(String name, @Nullable Window window) {
    int number = window == null ? ++denses : ++convolutions;
    return unique(name.isBlank() ? (window == null ? "dense" : "conv") + number : name);
  }

  /** The name, with a number behind it if another layer has it already. */
  private String unique(String name) {
    String candidate = name;
    while (names.putIfAbsent(candidate, 1) != null) {
      int number = names.merge(name, 1, Integer::sum);
      candidate = name + "_" + number;
    }
    return candidate;
  }
}
