package saccade.training.network;

import java.util.ArrayList;
import java.util.List;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.Conv2d;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Layer;
import saccade.model.Network;
import saccade.model.Shape;
import saccade.model.Window;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.LayerShape.FullyConnected;

/**
 * Shapes of a network to be trained: convolutions without padding, then dense layers, ReLU between
 * them. A learner sees observations divided by {@code maxValue}; {@link #network} folds that
 * division into the first layer, so that inference takes bytes as they are.
 *
 * @param name name in reports and files
 * @param input what it observes
 * @param maxValue the largest byte of an observation, 1..255
 * @param layers in the order of the data flow
 */
public record Architecture(String name, ImageStack input, int maxValue, List<LayerShape> layers) {
  public Architecture {
    if (maxValue < 1 || maxValue > ImageStack.MAX_GRAY) {
      throw new IllegalArgumentException(
          "the largest byte is " + maxValue + "; it must be from 1 to 255");
    }
    layers = List.copyOf(layers);
    boolean dense = false;
    for (LayerShape layer : layers) {
      if (layer instanceof Convolution && dense) {
        throw new IllegalArgumentException(
            "convolution " + layer.name() + " follows a dense layer; put it before");
      }
      dense |= layer instanceof FullyConnected;
    }
    if (!dense) {
      throw new IllegalArgumentException("no dense layer gives the values; end with one");
    }
  }

  /**
   * The network of Table 1.
   *
   * @param actions number of outputs n
   */
  public static Architecture table1(int actions) {
    return new Architecture(
        "table1",
        new ImageStack(4, 84, 84),
        ImageStack.MAX_GRAY,
        List.of(
            new Convolution("Conv2d-1", 32, 8, 4),
            new Convolution("Conv2d-2", 64, 4, 2),
            new Convolution("Conv2d-4", 64, 3, 1),
            new FullyConnected("Dense-1", 512),
            new FullyConnected("Dense-2", actions)));
  }

  /**
   * The network of the MinAtar paper's DQN (Young and Tian 2019): 16 filters of 3x3, 128 neurons.
   *
   * @param channels object classes of the game
   * @param actions number of outputs n
   */
  public static Architecture minatar(int channels, int actions) {
    return new Architecture(
        "minatar",
        new ImageStack(1, channels, 10, 10),
        1,
        List.of(
            new Convolution("Conv2d-1", 16, 3, 1),
            new FullyConnected("Dense-1", 128),
            new FullyConnected("Dense-2", actions)));
  }

  /** Number of values that the network gives: one per action. */
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  /** Bytes of one observation, which may be a stack of frames. */
  public int observationLength() {
    return input.observationBytes();
  }

  /** Inputs that one output of layer {@code index} sees: columns of its weight matrix. */
  public int columns(int index) {
    Shape input = inputOf(index);
    return layers.get(index) instanceof Convolution c
        ? input.channels() * c.kernel() * c.kernel()
        : input.size();
  }

  /** What layer {@code index} receives, before it is flattened. */
  private Shape inputOf(int index) {
    Shape shape = input.shape();
    for (int i = 0; i < index; i++) {
      LayerShape layer = layers.get(i);
      shape =
          layer instanceof Convolution c
              ? new Shape(layer.outputs(), slid(shape.height(), c), slid(shape.width(), c))
              : new Shape(layer.outputs(), 1, 1);
    }
    return shape;
  }

  private static int slid(int side, Convolution c) {
    return (side - c.kernel()) / c.stride() + 1;
  }

  /** Weights of layer {@code index}, rows times columns. */
  public int weights(int index) {
    return layers.get(index).outputs() * columns(index);
  }

  /**
   * Times that one weight of layer {@code index} is multiplied in a dense step: output positions of
   * a convolution, 1 for a dense layer. Times {@link #weights}, that is equations 7 and 8.
   */
  public int uses(int index) {
    Shape input = inputOf(index);
    return layers.get(index) instanceof Convolution c
        ? slid(input.height(), c) * slid(input.width(), c)
        : 1;
  }

  /**
   * The network with these parameters, for inference: weights that are 0 count as pruned.
   *
   * @throws IllegalArgumentException if a parameter is not finite
   */
  public Network network(Parameters parameters) {
    parameters.requireFit(this);
    List<Layer> built = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerShape shape = layers.get(i);
      if (shape instanceof FullyConnected && i > 0 && layers.get(i - 1) instanceof Convolution) {
        built.add(new Flatten("Flatten"));
      }
      CsrWeights weights =
          CsrWeights.fromDense(shape.outputs(), columns(i), folded(i, parameters.weights(i)));
      Bias bias = new Bias(parameters.bias(i).clone());
      Activation f = i == layers.size() - 1 ? Activation.NONE : Activation.RELU;
      built.add(
          shape instanceof Convolution c
              ? new Conv2d(c.name(), Window.square(c.kernel(), c.stride()), weights, bias, f)
              : new Dense(shape.name(), weights, bias, f));
    }
    return new Network(name, input, built);
  }

  /** The division by the largest byte, once, in double. */
  private float[] folded(int index, float[] weights) {
    if (index > 0 || maxValue == 1) {
      return weights;
    }
    float[] folded = new float[weights.length];
    for (int i = 0; i < folded.length; i++) {
      folded[i] = (float) ((double) weights[i] / maxValue);
    }
    return folded;
  }
}
