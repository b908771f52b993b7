package saccade.onnx;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An AttributeProto; lists still lie in the file. Subgraphs are passed over. */
final class AttributeData {
  private final Repeated floats;
  private final Repeated ints;
  private String name = "";
  private float number;
  private long integer;
  private @Nullable Span text;
  private @Nullable TensorData tensor;

  private AttributeData(ProtoReader in) {
    floats = in.repeatedField();
    ints = in.repeatedField();
  }

  static AttributeData read(ProtoReader in) {
    AttributeData attribute = new AttributeData(in);
    while (in.next()) {
      switch (in.field()) {
        case 1 -> attribute.name = in.text();
        case 2 -> attribute.number = in.float32();
        case 3 -> attribute.integer = in.integer();
        case 4 -> attribute.text = in.span();
        case 5 -> attribute.tensor = TensorData.read(in.message());
        case 7 -> in.repeated(attribute.floats, ProtoReader.FIXED32);
        case 8 -> in.repeated(attribute.ints, ProtoReader.VARINT);
        default -> in.skip();
      }
    }
    return attribute;
  }

  String name() {
    return name;
  }

  float number() {
    return number;
  }

  long integer() {
    return integer;
  }

  /** Text; attributes of unknown operators hold bytes that are none, so nothing is refused here. */
  String text() {
    return text == null
        ? ""
        : new String(text.file(), text.from(), text.length(), StandardCharsets.UTF_8);
  }

  long[] integers() {
    return ints.varints();
  }

  float[] numbers() {
    return floats.floats();
  }

  @Nullable TensorData tensor() {
    return tensor;
  }
}
