package saccade.onnx;

import java.util.Arrays;

/**
 * A declared input or output of the graph.
 *
 * @param name name of the tensor
 * @param type element type of onnx.proto; 0 if none is declared
 * @param dims declared sides, with 0 for a dynamic one; null-free but empty without a shape
 * @param shaped true if a shape is declared
 */
record ValueData(String name, int type, long[] dims, boolean shaped) {
  static ValueData read(ProtoReader in) {
    ValueData value = new ValueData("", 0, new long[0], false);
    String name = "";
    while (in.next()) {
      if (in.field() == 1) {
        name = in.text();
      } else if (in.field() == 2) {
        value = type(in.message());
      } else {
        in.skip();
      }
    }
    return new ValueData(name, value.type, value.dims, value.shaped);
  }

  private static ValueData type(ProtoReader in) {
    ValueData value = new ValueData("", 0, new long[0], false);
    while (in.next()) {
      if (in.field() == 1) {
        value = tensor(in.message());
      } else {
        in.skip();
      }
    }
    return value;
  }

  private static ValueData tensor(ProtoReader in) {
    int type = 0;
    long[] dims = {};
    boolean shaped = false;
    while (in.next()) {
      if (in.field() == 1) {
        type = in.smallInteger();
      } else if (in.field() == 2) {
        dims = shape(in.message());
        shaped = true;
      } else {
        in.skip();
      }
    }
    return new ValueData("", type, dims, shaped);
  }

  private static long[] shape(ProtoReader in) {
    long[] dims = {};
    while (in.next()) {
      if (in.field() == 1) {
        if (dims.length == TensorData.MAX_RANK) {
          throw new OnnxFormatException(
              "an input or output has more than "
                  + TensorData.MAX_RANK
                  + " dims; give a model with fewer");
        }
        dims = Arrays.copyOf(dims, dims.length + 1);
        dims[dims.length - 1] = dim(in.message());
      } else {
        in.skip();
      }
    }
    return dims;
  }

  /** A side; a name, a size that is not positive, or nothing at all is dynamic: 0. */
  private static long dim(ProtoReader in) {
    long size = 0;
    while (in.next()) {
      if (in.field() == 1) {
        size = Math.max(0, in.integer());
      } else {
        in.skip();
      }
    }
    return size;
  }
}
