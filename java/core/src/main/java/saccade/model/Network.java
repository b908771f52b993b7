package saccade.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A network of convolutions and dense layers: immutable data that every backend compiles into a
 * plan. Neuron layers are numbered as in the paper's Table 4: 0 is the input, k the k-th weighted
 * layer.
 */
public final class Network {
  private final String name;
  private final Input input;
  private final @Nullable Normaliser normaliser;
  private final List<Layer> layers;
  private final List<PlacedLayer> weighted;

  /**
   * Checks that every layer fits what precedes it.
   *
   * @param name name in reports
   * @param input what the network observes
   * @param layers in the order of the data flow; at least one has weights
   * @throws IllegalArgumentException naming the layer that does not fit
   */
  public Network(String name, Input input, List<? extends Layer> layers) {
    this(name, input, null, layers);
  }

  /**
   * A network that normalises what it observes.
   *
   * @param normaliser what stands between the observation and the first layer, or null; its scale
   *     is in the first layer's weights already
   */
  public Network(
      String name, Input input, @Nullable Normaliser normaliser, List<? extends Layer> layers) {
    this.name = name;
    this.input = input;
    this.normaliser = normaliser == null || normaliser.isIdentity() ? null : normaliser;
    if (normaliser != null && normaliser.size() != input.shape().size()) {
      throw new IllegalArgumentException(
          "the normaliser has "
              + normaliser.size()
              + " elements, but an observation has "
              + input.shape().size()
              + "; give one mean for each");
    }
    this.layers = List.copyOf(layers);
    this.weighted = place(name, input.shape(), this.layers);
  }

  private static List<PlacedLayer> place(String name, Shape shape, List<Layer> layers) {
    List<PlacedLayer> placed = new ArrayList<>();
    Set<String> names = new HashSet<>();
    boolean flat = false;
    for (Layer layer : layers) {
      if (layer.name().isBlank()) {
        throw new IllegalArgumentException(
            "a layer of network " + name + " has a blank name; give every layer its own name");
      }
      if (!names.add(layer.name())) {
        throw new IllegalArgumentException(
            "two layers are named " + layer.name() + "; give every layer its own name");
      }
      if (layer instanceof WeightedLayer w) {
        requireFit(w, shape, flat);
        PlacedLayer p = PlacedLayer.of(w, shape);
        placed.add(p);
        shape = p.output();
        flat = w instanceof Dense;
      } else {
        flat = true;
      }
    }
    if (placed.isEmpty()) {
      throw new IllegalArgumentException(
          "network " + name + " has no layer with weights; add a Conv2d or a Dense layer");
    }
    return List.copyOf(placed);
  }

  private static void requireFit(WeightedLayer layer, Shape shape, boolean flat) {
    boolean image = shape.height() > 1 || shape.width() > 1;
    if (layer instanceof Dense && image && !flat) {
      throw new IllegalArgumentException(
          "dense layer " + layer.name() + " follows the image " + shape + "; put Flatten between");
    }
    if (layer instanceof Conv2d && flat) {
      throw new IllegalArgumentException(
          "convolution " + layer.name() + " follows a vector; put it before Flatten and Dense");
    }
  }

  /** Name in reports. */
  public String name() {
    return name;
  }

  /** What the network observes. */
  public Input input() {
    return input;
  }

  /** What stands between the observation and the first layer; null if nothing does. */
  public @Nullable Normaliser normaliser() {
    return normaliser;
  }

  /** All layers, Flatten included. */
  public List<Layer> layers() {
    return layers;
  }

  /** The layers that multiply, with their shapes; element k - 1 computes neuron layer k. */
  public List<PlacedLayer> weighted() {
    return weighted;
  }

  /** Number of weighted layers: the number of the last neuron layer. */
  public int depth() {
    return weighted.size();
  }

  /** Shape of neuron layer {@code layer}; 0 is the input. */
  public Shape shape(int layer) {
    return layer == 0 ? input.shape() : weighted.get(layer - 1).output();
  }

  /** Number of values that a step returns. */
  public int outputSize() {
    return shape(depth()).size();
  }

  /** Multiplications of one unoptimised inference (Table 3). */
  public long denseMultiplications() {
    return weighted.stream().mapToLong(PlacedLayer::denseMultiplications).sum();
  }
}
