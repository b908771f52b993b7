package saccade.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Thresholds;

/** One reading of one model: from nodes to chains, from the last chain to the network. */
final class GraphReading {
  /** Newest operator set whose meaning is known here. */
  private static final long NEWEST_OPSET = 27;

  private final ModelData model;
  private final ReadOptions options;
  private final Metadata metadata;
  private final GraphOrder order;
  private final Node.Context context;
  private final List<String> notes = new ArrayList<>();
  private final SortedMap<Integer, UnsupportedNode> unsupported = new TreeMap<>();
  private final Map<String, Value> values = new HashMap<>();

  GraphReading(byte[] file, ReadOptions options) {
    this.model = ModelData.read(file);
    this.options = options;
    this.metadata = new Metadata(model.metadata());
    this.order = new GraphOrder(model);
    this.context = new Node.Context(model.opset(), new Ledger(file.length), notes);
  }

  ReadModel read() {
    requireKnownVersion();
    String output = chosenOutput();
    List<NodeData> needed = order.needed(output);
    Observation observation = new Observation(chosenInput(output, needed));
    values.put(observation.name(), observation.start());
    needed.forEach(this::evaluate);
    if (!unsupported.isEmpty()) {
      throw new UnsupportedModelException(List.copyOf(unsupported.values()));
    }
    noteLeftOut(needed.size(), output);
    if (value(output) instanceof Chain last && !last.layers().isEmpty()) {
      if (!last.affine().isNone()) {
        throw refusal(
            output,
            "Output",
            "a scale or a shift stands behind the last activation, where no layer can take it;"
                + " apply it to y outside the model");
      }
      return checked(observation, last);
    }
    throw refusal(output, "Output", "no weighted layer leads to it");
  }

  private void requireKnownVersion() {
    if (model.opset() > NEWEST_OPSET) {
      throw refusal(
          "opset " + model.opset(),
          "Model",
          "operator sets up to " + NEWEST_OPSET + " are known; export with an older one");
    }
    if (model.sparse()) {
      throw refusal("sparse_initializer", "Model", "store the weights as dense tensors");
    }
  }

  private static UnsupportedModelException refusal(String node, String op, String reason) {
    return new UnsupportedModelException(
        List.of(new UnsupportedNode(Labels.clean(node), op, reason)));
  }

  private String chosenOutput() {
    if (model.outputs().isEmpty()) {
      throw new OnnxFormatException("the graph has no output; write the model again");
    }
    String asked = options.output();
    for (ValueData output : model.outputs()) {
      if (!order.knows(output.name())) {
        throw new OnnxFormatException(
            "nothing writes the output " + Labels.clean(output.name()) + "; write the model again");
      }
      if (asked == null || output.name().equals(asked)) {
        return output.name();
      }
    }
    throw new IllegalArgumentException(
        "the graph has no output "
            + asked
            + "; it has "
            + model.outputs().stream().map(o -> Labels.clean(o.name())).toList());
  }

  /** The one input that the needed nodes read; old files list initializers as inputs too. */
  private ValueData chosenInput(String output, List<NodeData> needed) {
    Set<String> used = new HashSet<>(Set.of(output));
    needed.forEach(node -> used.addAll(node.inputs()));
    List<ValueData> read = new ArrayList<>();
    for (ValueData input : model.inputs()) {
      if (used.contains(input.name()) && !model.initializers().containsKey(input.name())) {
        read.add(input);
      } else if (!model.initializers().containsKey(input.name())) {
        notes.add("input " + Labels.clean(input.name()) + " is left out; nothing reads it");
      }
    }
    if (read.isEmpty()) {
      throw refusal(output, "Output", "it depends on no input");
    }
    if (read.size() > 1) {
      throw new UnsupportedModelException(
          read.stream()
              .map(
                  input ->
                      new UnsupportedNode(
                          Labels.clean(input.name()),
                          "Input",
                          "it is one of " + read.size() + " inputs; one observation is read"))
              .toList());
    }
    return read.get(0);
  }

  private void evaluate(NodeData data) {
    List<Value> results = List.of();
    try {
      List<@Nullable Value> inputs = new ArrayList<>();
      for (String input : data.inputs()) {
        inputs.add(input.isEmpty() ? null : value(input));
      }
      if (!inputs.contains(Value.UNKNOWN) || !Operators.knows(data.op())) {
        results = Operators.apply(new Node(data, inputs, context));
      }
    } catch (NodeRefusal e) {
      refuse(data, e.reason());
    } catch (OnnxFormatException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      // A class of the model has refused a size, in a sentence of its own.
      refuse(data, String.valueOf(e.getMessage()));
    }
    for (int i = 0; i < data.outputs().size(); i++) {
      Value value = i < results.size() ? results.get(i) : Value.UNKNOWN;
      values.put(data.outputs().get(i), value);
      if (value instanceof Chain chain) {
        chain.cost(context.ledger());
      }
    }
  }

  private void refuse(NodeData data, String reason) {
    unsupported.put(
        data.position(), new UnsupportedNode(data.label(), Labels.clean(data.op()), reason));
  }

  /** A tensor that was evaluated, or an initializer. */
  private Value value(String tensor) {
    Value known = values.get(tensor);
    if (known != null) {
      return known;
    }
    TensorData stored = model.initializers().get(tensor);
    if (stored == null) {
      return Value.UNKNOWN;
    }
    return stored.decode(Labels.clean(tensor));
  }

  private void noteLeftOut(int needed, String output) {
    for (ValueData other : model.outputs()) {
      if (!other.name().equals(output)) {
        notes.add(
            "output "
                + Labels.clean(other.name())
                + " is left out; "
                + Labels.clean(output)
                + " is read");
      }
    }
    int rest = model.nodes().size() - needed;
    if (rest > 0) {
      notes.add(rest + " of the graph's nodes are left out; the output does not need them");
    }
  }

  /** What a class of the model refuses here is the file's fault, or the options'. */
  private ReadModel checked(Observation observation, Chain last) {
    try {
      return assemble(observation, last);
    } catch (OnnxFormatException | UnsupportedModelException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new OnnxFormatException("the model makes no network: " + e.getMessage());
    }
  }

  private ReadModel assemble(Observation observation, Chain last) {
    Draft firstLayer = last.layers().get(0).draft();
    Chain first = firstLayer == null ? last : firstLayer.place().input();
    List<Layer> layers = new Assembly(context).layers(last);
    String stored = metadata.get(OnnxWriter.NAME);
    String name = stored != null ? stored : model.name().isBlank() ? "model" : model.name();
    Network network =
        new Network(
            name,
            observation.input(first, options, metadata),
            observation.normaliser(first, metadata, context.ledger()),
            layers);
    Thresholds thresholds = metadata.thresholds();
    if (thresholds != null) {
      thresholds.requireFor(network);
    }
    return new ReadModel(network, thresholds, notes, model.metadata());
  }
}
