package saccade.onnx;

/** Constants stretched over a tensor, by NumPy's rules. */
final class Broadcast {
  private Broadcast() {}

  /**
   * The value that meets each element of a tensor.
   *
   * @param constant what is stretched; must not make the tensor larger
   * @param target dims of the tensor
   * @return one value, if all are alike, or one per element
   */
  static double[] over(Constant constant, Dims target, Ledger ledger) {
    requireFit(constant, target);
    if (constant.size() == 1) {
      return new double[] {constant.number(0)};
    }
    int n = target.size();
    ledger.spend(n);
    double[] values = new double[n];
    int[] stride = strides(constant.dims(), target);
    int[] index = new int[target.rank()];
    int at = 0;
    for (int i = 0; i < n; i++) {
      values[i] = constant.number(at);
      for (int axis = index.length - 1; axis >= 0; axis--) {
        at += stride[axis];
        if (++index[axis] < target.at(axis)) {
          break;
        }
        at -= stride[axis] * index[axis];
        index[axis] = 0;
      }
    }
    return values;
  }

  private static void requireFit(Constant constant, Dims target) {
    Dims dims = constant.dims();
    boolean fits = dims.rank() <= target.rank();
    for (int i = 1; fits && i <= dims.rank(); i++) {
      int side = dims.at(dims.rank() - i);
      fits = side == 1 || side == target.at(target.rank() - i);
    }
    if (!fits) {
      throw new NodeRefusal(
          "its constant of dims "
              + dims
              + " does not fit the dims "
              + target
              + " that it meets, or would enlarge them");
    }
  }

  /** Elements from one index of each target axis to the next; 0 where the constant is stretched. */
  private static int[] strides(Dims dims, Dims target) {
    int[] stride = new int[target.rank()];
    int step = 1;
    for (int i = 1; i <= dims.rank(); i++) {
      int side = dims.at(dims.rank() - i);
      stride[target.rank() - i] = side == 1 ? 0 : step;
      step *= side;
    }
    return stride;
  }
}
