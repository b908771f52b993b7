package saccade.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which nodes can be evaluated, and which of them one output needs. Works with queues
 * of its own, so the depth of a graph does not matter.
 */
final class GraphOrder {
  private final ModelData model;
  private final Map<String, Integer> writer = new HashMap<>();
  private final Set<String> given;
  private final int[] order;

  /**
   * Checks how the nodes hang together.
   *
   * @throws OnnxFormatException if two nodes write one tensor, a tensor is read that nothing
   *     writes, or nodes wait for each other
   */
  GraphOrder(ModelData model) {
    this.model = model;
    this.given = given();
    findWriters();
    order = sort();
  }

  private Set<String> given() {
    Set<String> given = new HashSet<>(model.initializers().keySet());
    Set<String> inputs = new HashSet<>();
    for (ValueData input : model.inputs()) {
      if (!inputs.add(input.name())) {
        throw new OnnxFormatException(
            "two inputs are named "
                + Labels.clean(input.name())
                + "; give every tensor its own name");
      }
    }
    given.addAll(inputs);
    return given;
  }

  private void findWriters() {
    for (int i = 0; i < model.nodes().size(); i++) {
      for (String output : model.nodes().get(i).outputs()) {
        if (output.isEmpty()) {
          continue;
        }
        if (given.contains(output) || writer.put(output, i) != null) {
          throw new OnnxFormatException(
              "tensor "
                  + Labels.clean(output)
                  + " is written twice, the last time by node "
                  + model.nodes().get(i).label()
                  + "; give every tensor one source");
        }
      }
    }
  }

  /** Nodes whose inputs are known go first; whatever is left over at the end is a cycle. */
  private int[] sort() {
    int n = model.nodes().size();
    int[] missing = new int[n];
    List<List<Integer>> readers = readers(missing);
    int[] sorted = new int[n];
    int ready = 0;
    for (int i = 0; i < n; i++) {
      if (missing[i] == 0) {
        sorted[ready++] = i;
      }
    }
    for (int done = 0; done < ready; done++) {
      for (int reader : readers.get(sorted[done])) {
        if (--missing[reader] == 0) {
          sorted[ready++] = reader;
        }
      }
    }
    requireAll(missing);
    return sorted;
  }

  /** Who reads what a node writes; counts in {@code missing} what each node waits for. */
  private List<List<Integer>> readers(int[] missing) {
    List<List<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < missing.length; i++) {
      readers.add(new ArrayList<>(1));
    }
    for (int i = 0; i < missing.length; i++) {
      for (String input : model.nodes().get(i).inputs()) {
        if (!input.isEmpty() && !given.contains(input)) {
          readers.get(writer(input, i)).add(i);
          missing[i]++;
        }
      }
    }
    return readers;
  }

  private int writer(String tensor, int reader) {
    Integer node = writer.get(tensor);
    if (node == null) {
      throw new OnnxFormatException(
          "node "
              + model.nodes().get(reader).label()
              + " reads tensor "
              + Labels.clean(tensor)
              + ", which nothing writes and no initializer holds; write the model again");
    }
    return node;
  }

  private void requireAll(int[] missing) {
    for (int i = 0; i < missing.length; i++) {
      if (missing[i] > 0) {
        throw new OnnxFormatException(
            "the graph has a cycle, in which or behind which node "
                + model.nodes().get(i).label()
                + " stands; give a graph without loops");
      }
    }
  }

  /** The nodes that {@code output} needs, each behind all that it reads. */
  List<NodeData> needed(String output) {
    boolean[] live = new boolean[model.nodes().size()];
    int[] stack = new int[live.length];
    int top = mark(output, live, stack, 0);
    while (top > 0) {
      for (String input : model.nodes().get(stack[--top]).inputs()) {
        top = mark(input, live, stack, top);
      }
    }
    return Arrays.stream(order).filter(i -> live[i]).mapToObj(model.nodes()::get).toList();
  }

  /** Marks the node that writes {@code tensor} and remembers it, once. */
  private int mark(String tensor, boolean[] live, int[] stack, int top) {
    Integer node = writer.get(tensor);
    if (node == null || live[node]) {
      return top;
    }
    live[node] = true;
    stack[top] = node;
    return top + 1;
  }

  /** True if a node, an initializer or an input gives this tensor. */
  boolean knows(String tensor) {
    return writer.containsKey(tensor) || given.contains(tensor);
  }
}
