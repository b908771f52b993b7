package saccade.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads an ONNX model (operator sets up to 27) as a {@link saccade.model.Network}: one float32 or
 * uint8 observation of batch 1 (a dynamic batch is read as 1), a chain of convolutions and dense
 * layers, one output.
 *
 * <p><b>Layers.</b> Conv in one dimension (as one row) and two, with group, strides, dilations,
 * pads or auto_pad; Gemm and MatMul with a constant. A weighted node gives its layer its name;
 * without one it is called after its kind and place, such as "dense3". A Flatten node with a name
 * is a {@link saccade.model.Flatten} of that name; other reshapes leave a layer only where an image
 * becomes a vector.
 *
 * <p><b>Folding</b>, in double, rounded to float32 once. Add, Sub, Mul, Div, Neg by constants and
 * BatchNormalization go into the weights and the bias of the layer in front of them, or, behind its
 * activation, into the layer that follows. In front of the first layer they are a {@link
 * saccade.model.Normaliser}: the scale goes into that layer's weights, the offset is the mean, 1 /
 * |scale| the deviation, and a Clip, Max or Min becomes low and high, in units of x - mean. An
 * element with scale 0 gets weights 0. What a clip leaves of an offset goes into the bias, which a
 * padded convolution cannot take.
 *
 * <p><b>Activations.</b> Relu, LeakyRelu, Elu, Tanh, Sigmoid, x * Sigmoid(x), Clip; clips behind
 * each other become one. One-sided clips other than Relu are refused; +-3.4028235e38 is no bound.
 *
 * <p><b>Left out, with a note.</b> Softmax, LogSoftmax and ArgMax behind the network; output
 * channels that nobody reads behind Split or Slice; all outputs but the first or the one that
 * {@link ReadOptions#output} names, with the nodes that only they need; inputs that nobody reads.
 *
 * <p><b>Input.</b> {@link ReadOptions#input}, else the metadata {@link OnnxWriter#INPUT}, else a
 * guess: images if the type is uint8, or if the rank is 4 and a step in front of the first layer
 * divides by about 255. A tensor [N, n] is a vector, [N, c, l] a frame of c channels and one row,
 * [N, c, h, w] a frame of c channels; a first convolution says itself what it sees. The older
 * frames of a history or image stack are further channels: {@link ReadOptions#depth}, else {@link
 * OnnxWriter#DEPTH}, else every channel of images is a gray frame, and numbers have no history.
 *
 * <p>Time and memory are in proportion to the file's bytes. Not thread-bound; holds no state.
 */
public final class OnnxReader {
  /** Largest file: what a Java array holds. */
  public static final long MAX_BYTES = Integer.MAX_VALUE - 8;

  /** File, decoded tensors, folded weights, and the network's own. */
  private static final int COPIES = 4;

  private OnnxReader() {}

  /** Reads a model with {@link ReadOptions#DEFAULT}. */
  public static ReadModel read(byte[] file) {
    return read(file, ReadOptions.DEFAULT);
  }

  /**
   * Reads a model.
   *
   * @param file bytes of an .onnx file
   * @param options what the caller knows better
   * @throws UnsupportedModelException if nodes are no chain of layers; names all of them
   * @throws OnnxFormatException if the bytes are no model
   * @throws IllegalArgumentException if the options do not fit the model
   */
  public static ReadModel read(byte[] file, ReadOptions options) {
    return new GraphReading(file, options).read();
  }

  /** Reads a file with {@link ReadOptions#DEFAULT}. */
  public static ReadModel read(Path file) throws IOException {
    return read(file, ReadOptions.DEFAULT);
  }

  /**
   * Reads a file.
   *
   * @param file an .onnx file of at most {@link #MAX_BYTES} bytes
   * @param options what the caller knows better
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException as {@link #read(byte[], ReadOptions)}, and if the file is too
   *     large, also for the heap
   */
  public static ReadModel read(Path file, ReadOptions options) throws IOException {
    long size = Files.size(file);
    if (size > MAX_BYTES) {
      throw new OnnxFormatException(
          "the file has " + size + " bytes; a model has at most " + MAX_BYTES);
    }
    long heap = Runtime.getRuntime().maxMemory();
    if (size > heap / COPIES) {
      throw new OnnxFormatException(
          "the file has "
              + size
              + " bytes and reading takes "
              + COPIES
              + " times as many, but the heap has "
              + heap
              + "; start Java with a larger -Xmx");
    }
    return read(Files.readAllBytes(file), options);
  }
}
