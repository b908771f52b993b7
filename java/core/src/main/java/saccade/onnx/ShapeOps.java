package saccade.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Operators that move nothing: they name, reshape or leave out. */
final class ShapeOps {
  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;

  private ShapeOps() {}

  static Value identity(Node node) {
    return node.chain(0);
  }

  static Value cast(Node node) {
    long to = node.integer("to", FLOAT);
    if (to != FLOAT && to != DOUBLE) {
      throw new NodeRefusal("it casts to element type " + to + "; casts to float32 are read");
    }
    return node.chain(0).asFloats();
  }

  static List<Value> dropout(Node node) {
    Constant training = node.optional(2);
    if (training != null && training.scalar() != 0) {
      throw new NodeRefusal("it is in training mode; export the model for inference");
    }
    return List.of(node.chain(0), Value.UNKNOWN);
  }

  static Value flatten(Node node) {
    Chain x = node.chain(0);
    Dims dims = flattened(node, x.dims());
    if (node.data().name().isBlank()) {
      return lie(x, dims);
    }
    List<String> names = new ArrayList<>(x.form().flattens());
    names.add(node.data().name());
    return lie(
        x.in(new Chain.Form(x.shape(), x.dims(), List.copyOf(names), x.form().bytes())), dims);
  }

  static Dims flattened(Node node, Dims dims) {
    long axis = node.integer("axis", 1);
    int at = axis == dims.rank() ? dims.rank() : dims.axis(axis);
    int front = Dims.of(Arrays.copyOfRange(dims.toArray(), 0, at)).size();
    return Dims.of(front, Dims.of(Arrays.copyOfRange(dims.toArray(), at, dims.rank())).size());
  }

  static Value reshape(Node node) {
    return lie(node.chain(0), reshaped(node, node.chain(0).dims()));
  }

  /** The dims that a Reshape node makes of {@code dims}. */
  static Dims reshaped(Node node, Dims dims) {
    long[] target = node.list("shape", 1);
    if (target == null) {
      throw node.broken("has no shape");
    }
    boolean copies = node.integer("allowzero", 0) == 0;
    int[] sides = new int[target.length];
    int free = -1;
    long known = 1;
    for (int i = 0; i < target.length; i++) {
      boolean copied = target[i] == 0 && copies && i < dims.rank();
      long side = copied ? dims.at(i) : target[i];
      if (side == -1 && free < 0) {
        free = i;
        continue;
      }
      if (side < 0 || side > Integer.MAX_VALUE || known > Integer.MAX_VALUE) {
        throw misfit(node, target, dims);
      }
      sides[i] = (int) side;
      known *= side;
    }
    if (free >= 0) {
      sides[free] = known == 0 ? 0 : (int) (dims.size() / known);
    }
    Dims result = Dims.of(sides);
    if (sides.length > TensorData.MAX_RANK || result.size() != dims.size()) {
      throw misfit(node, target, dims);
    }
    return result;
  }

  private static OnnxFormatException misfit(Node node, long[] target, Dims dims) {
    return node.broken(
        "cannot give dims " + dims + " the shape " + Labels.clean(Arrays.toString(target)));
  }

  static Value squeeze(Node node) {
    return lie(node.chain(0), squeezed(node, node.chain(0).dims()));
  }

  static Dims squeezed(Node node, Dims dims) {
    long[] axes = node.list("axes", 1);
    if (axes == null) {
      return dims.withoutOnes();
    }
    boolean[] drop = new boolean[dims.rank()];
    for (long axis : axes) {
      int a = dims.axis(axis);
      if (dims.at(a) != 1) {
        throw node.broken("drops axis " + axis + " of " + dims + ", which is not 1");
      }
      drop[a] = true;
    }
    return Dims.of(IntStream.range(0, drop.length).filter(i -> !drop[i]).map(dims::at).toArray());
  }

  static Value unsqueeze(Node node) {
    return lie(node.chain(0), unsqueezed(node, node.chain(0).dims()));
  }

  static Dims unsqueezed(Node node, Dims dims) {
    long[] axes = node.list("axes", 1);
    int added = axes == null ? 0 : axes.length;
    if (axes == null || dims.rank() + added > TensorData.MAX_RANK) {
      throw node.broken("adds no axes or more than " + TensorData.MAX_RANK);
    }
    int[] sides = new int[dims.rank() + added];
    for (long axis : axes) {
      sides[Dims.of(sides).axis(axis)] = 1;
    }
    int from = 0;
    for (int i = 0; i < sides.length; i++) {
      if (sides[i] == 0) {
        if (from == dims.rank()) {
          throw node.broken("names an axis twice");
        }
        sides[i] = dims.at(from++);
      }
    }
    return Dims.of(sides);
  }

  static Value transpose(Node node) {
    Chain x = node.chain(0);
    int[] perm = permutation(node, x.dims());
    int last = -1;
    for (int axis : perm) {
      if (x.dims().at(axis) != 1) {
        if (axis < last) {
          throw new NodeRefusal(
              "it moves elements; only axes of size 1 may change places, so export the model with"
                  + " channels first");
        }
        last = axis;
      }
    }
    return lie(x, Dims.of(Arrays.stream(perm).map(x.dims()::at).toArray()));
  }

  /** Axis of the input for each axis of the output; reversed if nothing is said. */
  static int[] permutation(Node node, Dims dims) {
    int rank = dims.rank();
    long[] perm = node.integers("perm");
    if (perm.length == 0) {
      perm = IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray();
    }
    if (!Arrays.equals(
        Arrays.stream(perm).sorted().toArray(),
        IntStream.range(0, rank).asLongStream().toArray())) {
      throw node.broken("has perm " + Labels.clean(Arrays.toString(perm)) + " for dims " + dims);
    }
    return Arrays.stream(perm).mapToInt(p -> (int) p).toArray();
  }

  /**
   * The same values under other dims. In front of the first weighted layer the order alone counts;
   * behind one, only sides of 1 may come and go, or all become one row.
   */
  private static Chain lie(Chain x, Dims dims) {
    boolean free = x.draft() == null || dims.isFlat();
    if (!free && !dims.withoutOnes().equals(x.dims().withoutOnes())) {
      throw new NodeRefusal(
          "it reshapes "
              + x.dims()
              + " to "
              + dims
              + "; behind a layer only flattening and sides of 1 are read");
    }
    return x.in(new Chain.Form(x.shape(), dims, x.form().flattens(), x.form().bytes()));
  }

  static List<Value> split(Node node) {
    Chain x = node.chain(0);
    int axis = x.dims().axis(node.integer("axis", 0));
    int side = x.dims().at(axis);
    long[] sizes = sizes(node, side, node.list("split", 1));
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (long size : sizes) {
      if (size < 0 || size > side - from) {
        throw misfit(node, sizes, side);
      }
      // A part without elements may stand there as long as nobody reads it.
      parts.add(size == 0 ? Value.UNKNOWN : part(x, axis, from, from + (int) size));
      from += (int) size;
    }
    if (from != side) {
      throw misfit(node, sizes, side);
    }
    return parts;
  }

  private static long[] sizes(Node node, int side, long @Nullable [] given) {
    if (given != null) {
      return given;
    }
    int parts = Math.max(1, node.data().outputs().size());
    int size = (side + parts - 1) / parts;
    long[] sizes = new long[parts];
    for (int i = 0, left = side; i < parts; left -= (int) sizes[i++]) {
      sizes[i] = Math.min(size, left);
    }
    return sizes;
  }

  private static OnnxFormatException misfit(Node node, long[] sizes, int side) {
    return node.broken("cuts " + side + " values into " + Labels.clean(Arrays.toString(sizes)));
  }

  static Value slice(Node node) {
    Chain x = node.chain(0);
    long[] starts = list(node, "starts", 1, null);
    long[] ends = list(node, "ends", 2, starts);
    long[] axes = list(node, "axes", 3, starts);
    long[] steps = list(node, "steps", 4, starts);
    if (starts == null || ends == null) {
      throw node.broken("has no starts and ends");
    }
    for (int i = 0; i < starts.length; i++) {
      int axis = x.dims().axis(axes == null ? i : axes[i]);
      int side = x.dims().at(axis);
      if (steps != null && steps[i] != 1) {
        throw new NodeRefusal("it takes steps of " + steps[i] + "; steps of 1 are read");
      }
      int from = clamp(starts[i], side);
      x = part(x, axis, from, Math.max(from, clamp(ends[i], side)));
    }
    return x;
  }

  /** A list of a Slice node, which must be as long as its starts. */
  private static long @Nullable [] list(
      Node node, String name, int input, long @Nullable [] starts) {
    long[] list = node.list(name, input);
    if (list != null && starts != null && list.length != starts.length) {
      throw node.broken("has " + list.length + " " + name + " for " + starts.length + " starts");
    }
    return list;
  }

  private static int clamp(long at, int side) {
    return (int) Math.max(0, Math.min(side, at < 0 ? at + side : at));
  }

  private static Chain part(Chain x, int axis, int from, int to) {
    int side = x.dims().at(axis);
    if (from == 0 && to == side) {
      return x;
    }
    boolean channels =
        x.form().isImage() ? x.form().isPlain() && axis == 1 : side == x.shape().size();
    if (!channels) {
      throw new NodeRefusal(
          "it cuts axis "
              + axis
              + " of "
              + x.dims()
              + "; only channels of a layer may be left out");
    }
    if (from == to) {
      throw new NodeRefusal("it takes no element at all");
    }
    return x.slice(from, to, x.dims().with(axis, to - from));
  }
}
