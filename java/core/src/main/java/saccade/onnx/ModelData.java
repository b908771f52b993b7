package saccade.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ModelProto as data: what the file says, with nothing concluded from it. */
final class ModelData {
  private final List<NodeData> nodes = new ArrayList<>();
  private final Map<String, TensorData> initializers = new LinkedHashMap<>();
  private final List<ValueData> inputs = new ArrayList<>();
  private final List<ValueData> outputs = new ArrayList<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private String name = "";
  private long opset;
  private boolean hasGraph;
  private boolean sparse;

  private ModelData() {}

  /**
   * Takes a file apart.
   *
   * @throws OnnxFormatException if it is no ONNX model, truncated or contradictory
   */
  static ModelData read(byte[] file) {
    ModelData model = new ModelData();
    ProtoReader in = new ProtoReader(file);
    while (in.next()) {
      switch (in.field()) {
        case 7 -> model.readGraph(in.message());
        case 8 -> model.readOpset(in.message());
        case 14 -> model.readEntry(in.message());
        default -> in.skip();
      }
    }
    if (!model.hasGraph) {
      throw new OnnxFormatException("the file has no graph; give an ONNX model");
    }
    if (model.opset < 1) {
      throw new OnnxFormatException(
          "the model names no operator set of ONNX; write it again with an exporter that does");
    }
    return model;
  }

  private void readGraph(ProtoReader in) {
    hasGraph = true;
    while (in.next()) {
      switch (in.field()) {
        case 1 -> nodes.add(NodeData.read(nodes.size(), in.message()));
        case 2 -> name = in.text();
        case 5 -> addInitializer(TensorData.read(in.message()));
        case 11 -> inputs.add(ValueData.read(in.message()));
        case 12 -> outputs.add(ValueData.read(in.message()));
        case 15 -> {
          sparse = true;
          in.skip();
        }
        default -> in.skip();
      }
    }
  }

  private void addInitializer(TensorData tensor) {
    if (initializers.put(tensor.name(), tensor) != null) {
      throw new OnnxFormatException(
          "two initializers are named "
              + Labels.clean(tensor.name())
              + "; give every tensor its own name");
    }
  }

  private void readOpset(ProtoReader in) {
    String domain = "";
    long version = 0;
    while (in.next()) {
      if (in.field() == 1) {
        domain = in.text();
      } else if (in.field() == 2) {
        version = in.integer();
      } else {
        in.skip();
      }
    }
    if (domain.isEmpty() || domain.equals("ai.onnx")) {
      opset = version;
    }
  }

  private void readEntry(ProtoReader in) {
    String key = "";
    String value = "";
    while (in.next()) {
      if (in.field() == 1) {
        key = in.text();
      } else if (in.field() == 2) {
        value = in.text();
      } else {
        in.skip();
      }
    }
    metadata.put(key, value);
  }

  /** Nodes in the order of the file. */
  List<NodeData> nodes() {
    return nodes;
  }

  /** Stored tensors by name. */
  Map<String, TensorData> initializers() {
    return initializers;
  }

  /** Declared inputs; old files declare initializers too. */
  List<ValueData> inputs() {
    return inputs;
  }

  /** Declared outputs. */
  List<ValueData> outputs() {
    return outputs;
  }

  /** Entries of metadata_props. */
  Map<String, String> metadata() {
    return metadata;
  }

  /** Name of the graph. */
  String name() {
    return name;
  }

  /** Version of ONNX's own operator set. */
  long opset() {
    return opset;
  }

  /** True if the file has sparse initializers, which are not read. */
  boolean sparse() {
    return sparse;
  }
}
