package saccade.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A NodeProto.
 *
 * @param position place in the file, from 0
 * @param name name, often empty
 * @param op operator, with its domain in front unless that is ONNX's own
 * @param inputs names of the tensors that it reads; "" for an optional one that is left out
 * @param outputs names of the tensors that it writes; "" for one that nobody wants
 * @param attributes by name
 */
record NodeData(
    int position,
    String name,
    String op,
    List<String> inputs,
    List<String> outputs,
    Map<String, AttributeData> attributes) {
  static NodeData read(int position, ProtoReader in) {
    String name = "";
    String op = "";
    String domain = "";
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, AttributeData> attributes = new HashMap<>();
    while (in.next()) {
      switch (in.field()) {
        case 1 -> inputs.add(in.text());
        case 2 -> outputs.add(in.text());
        case 3 -> name = in.text();
        case 4 -> op = in.text();
        case 5 -> {
          AttributeData attribute = AttributeData.read(in.message());
          attributes.put(attribute.name(), attribute);
        }
        case 7 -> domain = in.text();
        default -> in.skip();
      }
    }
    boolean own = domain.isEmpty() || domain.equals("ai.onnx");
    return new NodeData(position, name, own ? op : domain + "." + op, inputs, outputs, attributes);
  }

  /** Name for messages: the node's own, else the tensor that it writes. */
  String label() {
    if (!name.isBlank()) {
      return Labels.clean(name);
    }
    return outputs.isEmpty() ? "(no name)" : Labels.clean(outputs.get(0));
  }
}
