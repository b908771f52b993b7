package saccade.onnx;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TensorProto whose values still lie in the file; decoded when a node asks for them. */
final class TensorData {
  /** Most axes of a tensor. */
  static final int MAX_RANK = 16;

  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final int EXTERNAL = 1;

  /** Bytes of one raw value of the integer types. */
  private static final Map<Integer, Integer> INTEGER_BYTES =
      Map.of(2, 1, 3, 1, 4, 2, 5, 2, 6, 4, 7, 8, 9, 1);

  private final Repeated dims;
  private final Repeated floats;
  private final Repeated int32s;
  private final Repeated int64s;
  private final Repeated doubles;
  private String name = "";
  private int type;
  private boolean external;
  private @Nullable Span raw;
  private @Nullable Constant decoded;

  private TensorData(ProtoReader in) {
    dims = in.repeatedField();
    floats = in.repeatedField();
    int32s = in.repeatedField();
    int64s = in.repeatedField();
    doubles = in.repeatedField();
  }

  /** Takes the fields of a TensorProto apart. */
  static TensorData read(ProtoReader in) {
    TensorData tensor = new TensorData(in);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> in.repeated(tensor.dims, ProtoReader.VARINT);
        case 2 -> tensor.type = in.smallInteger();
        case 4 -> in.repeated(tensor.floats, ProtoReader.FIXED32);
        case 5 -> in.repeated(tensor.int32s, ProtoReader.VARINT);
        case 7 -> in.repeated(tensor.int64s, ProtoReader.VARINT);
        case 8 -> tensor.name = in.text();
        case 9 -> tensor.raw = in.span();
        case 10 -> in.repeated(tensor.doubles, ProtoReader.FIXED64);
        case 14 -> tensor.external = in.smallInteger() == EXTERNAL;
        default -> in.skip();
      }
    }
    return tensor;
  }

  String name() {
    return name;
  }

  /**
   * The values.
   *
   * @param as name for messages
   * @throws NodeRefusal if the values lie elsewhere or have a type that is not read
   * @throws OnnxFormatException if their number is not what the dims say
   */
  Constant decode(String as) {
    if (decoded == null) {
      decoded = decodeNow(as);
    }
    return decoded;
  }

  private Constant decodeNow(String as) {
    if (external) {
      throw new NodeRefusal(
          "its tensor " + as + " lies in another file; save the model with the weights inside");
    }
    Dims shape = shape(as);
    if (type == FLOAT) {
      return Constant.of(as, shape, raw == null ? floats.floats() : rawFloats(as, raw));
    }
    if (type == DOUBLE) {
      return Constant.of(as, shape, raw == null ? doubles.doubles() : rawDoubles(as, raw));
    }
    Integer bytes = INTEGER_BYTES.get(type);
    if (bytes == null) {
      throw new NodeRefusal(
          "its tensor "
              + as
              + " has element type "
              + type
              + "; float32, float64, bool and integers of 8 to 64 bits are read");
    }
    return Constant.of(as, shape, integers(as, bytes));
  }

  private long[] integers(String as, int bytes) {
    Span in = raw;
    if (in == null) {
      return bytes == Long.BYTES ? int64s.varints() : int32s.varints();
    }
    requireWhole(as, in, bytes);
    ByteBuffer buffer = in.littleEndian();
    long[] values = new long[in.length() / bytes];
    boolean signed = type != 2 && type != 4 && type != 9;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (bytes) {
            case 1 -> signed ? buffer.get() : buffer.get() & 0xff;
            case 2 -> signed ? buffer.getShort() : buffer.getShort() & 0xffff;
            case 4 -> buffer.getInt();
            default -> buffer.getLong();
          };
    }
    return values;
  }

  private static float[] rawFloats(String as, Span in) {
    requireWhole(as, in, Float.BYTES);
    FloatBuffer buffer = in.littleEndian().asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static double[] rawDoubles(String as, Span in) {
    requireWhole(as, in, Double.BYTES);
    DoubleBuffer buffer = in.littleEndian().asDoubleBuffer();
    double[] values = new double[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static void requireWhole(String as, Span in, int bytes) {
    if (in.length() % bytes != 0) {
      throw new OnnxFormatException(
          "tensor "
              + as
              + " has "
              + in.length()
              + " raw bytes, no multiple of "
              + bytes
              + "; write the model again");
    }
  }

  private Dims shape(String as) {
    long[] sides = dims.varints();
    if (sides.length > MAX_RANK
        || Arrays.stream(sides).anyMatch(d -> d < 0 || d > Integer.MAX_VALUE)) {
      throw new OnnxFormatException(
          "tensor "
              + as
              + " has "
              + sides.length
              + " dims or one outside 0.."
              + Integer.MAX_VALUE
              + "; give at most "
              + MAX_RANK);
    }
    return Dims.of(Arrays.stream(sides).mapToInt(d -> (int) d).toArray());
  }
}
