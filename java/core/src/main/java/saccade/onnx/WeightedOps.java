package saccade.onnx;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Activation;
import saccade.model.Shape;
import saccade.model.Window;

/** Operators that become weighted layers: Conv, Gemm, MatMul. */
final class WeightedOps {
  private WeightedOps() {}

  static Value gemm(Node node) {
    Chain x = node.chain(0);
    Constant b = node.constant(1);
    if (node.integer("transA", 0) != 0) {
      throw new NodeRefusal("it transposes the observation (transA); export it with transA 0");
    }
    if (x.dims().rank() != 2 || x.dims().at(0) != 1 || b.dims().rank() != 2) {
      throw mismatch(node, x, b);
    }
    boolean transposed = node.integer("transB", 0) != 0;
    int rows = b.dims().at(transposed ? 0 : 1);
    Matrix matrix = matrix(node, x, b, !transposed, rows);
    double beta = node.number("beta", 1);
    Constant c = node.optional(2);
    node.ledger().spend(rows);
    double[] bias = new double[rows];
    if (c != null) {
      double[] values = Broadcast.over(c.requireFinite(), Dims.of(1, rows), node.ledger());
      Arrays.setAll(bias, i -> beta == 1 ? Affine.at(values, i) : beta * Affine.at(values, i));
    }
    return dense(node, x, matrix, bias, node.number("alpha", 1), x.dims().with(1, rows));
  }

  static Value matMul(Node node) {
    if (node.input(0) instanceof Chain) {
      Chain x = node.chain(0);
      Constant b = node.constant(1);
      Dims core = b.dims();
      if (core.rank() > 2) {
        throw new NodeRefusal(
            "its weights have " + core.rank() + " dims " + core + "; a matrix of 2 dims is read");
      }
      int last = x.dims().rank() - 1;
      if (core.rank() != 2 || last < 0 || x.dims().at(last) != x.shape().size()) {
        throw mismatch(node, x, b);
      }
      int rows = core.at(1);
      return dense(
          node, x, matrix(node, x, b, true, rows), zeros(node, rows), 1, x.dims().with(last, rows));
    }
    return constantTimesColumn(node);
  }

  private static Value constantTimesColumn(Node node) {
    Chain x = node.chain(1);
    Constant a = node.constant(0);
    int column = x.dims().rank() == 1 ? 0 : x.dims().rank() - 2;
    if (a.dims().rank() != 2 || column < 0 || x.dims().at(column) != x.shape().size()) {
      throw mismatch(node, x, a);
    }
    int rows = a.dims().at(0);
    Matrix matrix = matrix(node, x, a, false, rows);
    return dense(node, x, matrix, zeros(node, rows), 1, x.dims().with(column, rows));
  }

  private static double[] zeros(Node node, int rows) {
    node.ledger().spend(rows);
    return new double[rows];
  }

  private static Matrix matrix(Node node, Chain x, Constant b, boolean transposed, int rows) {
    int n = x.shape().size();
    if (rows < 1 || b.size() != (long) rows * n) {
      throw mismatch(node, x, b);
    }
    return Matrix.of(b, transposed, rows);
  }

  private static OnnxFormatException mismatch(Node node, Chain x, Constant weights) {
    return new OnnxFormatException(
        "node "
            + node.data().label()
            + " ("
            + node.data().op()
            + ") multiplies an input of dims "
            + x.dims()
            + " with weights of dims "
            + weights.dims()
            + "; they must be one row of values and a matrix that fits it");
  }

  private static Value dense(
      Node node, Chain x, Matrix matrix, double[] bias, double alpha, Dims dims) {
    Draft.Place place = new Draft.Place(x, null, 1);
    double[] scale = {alpha};
    String name = node.data().name();
    Draft draft = new Draft(name, matrix, scale, bias, Activation.NONE, place);
    InputFold.of(draft, node.ledger()); // refuses here, where the node has a name
    return Chain.behind(draft, new Shape(matrix.rows(), 1, 1), dims);
  }

  static Value conv(Node node) {
    Chain x = node.chain(0);
    Constant w = node.constant(1);
    int rank = w.dims().rank();
    if (rank != 3 && rank != 4) {
      throw new NodeRefusal(
          "its weights have dims " + w.dims() + "; convolutions in 1 and 2 dimensions are read");
    }
    if (x.dims().rank() != rank || x.dims().at(0) != 1) {
      throw node.broken("receives dims " + x.dims() + ", but its weights have dims " + w.dims());
    }
    return conv(node, onImage(x), w);
  }

  private static Value conv(Node node, Chain x, Constant w) {
    Shape in = x.shape();
    Window window = ConvWindow.of(node, w.dims(), in);
    long groups = node.integer("group", 1);
    requireGroups(node, groups, w.dims(), in);
    int filters = w.dims().at(0);
    Matrix matrix = Matrix.of(w, false, filters);
    double[] bias = bias(node, filters);
    double[] scale = {1};
    Draft.Place place = new Draft.Place(x, window, (int) groups);
    String name = node.data().name();
    Draft draft = new Draft(name, matrix, scale, bias, Activation.NONE, place);
    InputFold.of(draft, node.ledger()); // refuses here, where the node has a name
    int height = window.outputHeight(in.height());
    int width = window.outputWidth(in.width());
    Dims dims =
        w.dims().rank() == 3 ? Dims.of(1, filters, width) : Dims.of(1, filters, height, width);
    return Chain.behind(draft, new Shape(filters, height, width), dims);
  }

  private static double[] bias(Node node, int filters) {
    Constant b = node.optional(2);
    if (b == null) {
      return zeros(node, filters);
    }
    if (b.size() != filters) {
      throw node.broken("has " + b.size() + " biases for " + filters + " filters");
    }
    node.ledger().spend(filters);
    return b.finite();
  }

  private static void requireGroups(Node node, long groups, Dims weights, Shape in) {
    int filters = weights.at(0);
    if (groups < 1
        || groups > filters
        || filters % groups != 0
        || weights.at(1) * groups != in.channels()) {
      throw node.broken(
          "has weights of dims "
              + weights
              + " in "
              + groups
              + " groups for "
              + in.channels()
              + " channels");
    }
  }

  /** What a convolution sees must lie as the layer in front of it wrote it. */
  private static Chain onImage(Chain x) {
    Dims dims = x.dims();
    Shape seen =
        dims.rank() == 3
            ? new Shape(dims.at(1), 1, dims.at(2))
            : new Shape(dims.at(1), dims.at(2), dims.at(3));
    Draft before = x.draft();
    if (before == null) {
      return x.in(new Chain.Form(seen, dims, List.of()));
    }
    if (!seen.equals(x.shape()) || isDense(before) || !x.form().flattens().isEmpty()) {
      throw new NodeRefusal(
          "it is a convolution of a tensor that a dense layer or a reshape made; it must directly"
              + " follow the observation or another convolution");
    }
    return x;
  }

  private static boolean isDense(@Nullable Draft draft) {
    return draft != null && draft.place().window() == null;
  }
}
