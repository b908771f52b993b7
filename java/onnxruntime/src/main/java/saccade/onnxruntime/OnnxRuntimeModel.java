package saccade.onnxruntime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import saccade.onnx.OnnxModel;

/**
 * One session of ONNX Runtime with its input and output pinned to direct buffers, so that a run
 * copies the observation in and y out and allocates no tensor.
 */
final class OnnxRuntimeModel implements OnnxModel {
  /** A tensor over a direct buffer of its own. */
  private record Pinned(String name, OnnxTensor tensor, FloatBuffer buffer) {}

  private final OrtSession session;
  private final Pinned input;
  private final Pinned output;
  private final Map<String, OnnxTensor> inputs;
  private final Map<String, OnnxTensor> outputs;
  private boolean closed;

  private OnnxRuntimeModel(OrtSession session, Pinned input, Pinned output) {
    this.session = session;
    this.input = input;
    this.output = output;
    this.inputs = Map.of(input.name, input.tensor);
    this.outputs = Map.of(output.name, output.tensor);
  }

  /** The one environment of the process; loads the native library on the first call. */
  static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  static OnnxRuntimeModel open(byte[] model, int threads) {
    try (SessionOptions options = options(threads)) {
      OrtSession session = environment().createSession(model, options);
      try {
        return pin(session);
      } catch (OrtException | RuntimeException e) {
        session.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new IllegalArgumentException(
          "ONNX Runtime refuses the model ("
              + e.getMessage()
              + "); check it with the tool that wrote it",
          e);
    }
  }

  /**
   * The fastest options for one observation at a time: all graph optimisations (blocked layouts
   * come with the last level), nodes one after the other. The rest keeps its default: one thread
   * has no pool that could spin, two were slower whenever spinning was curbed, and arena, memory
   * pattern and flushed subnormals made no difference when measured.
   */
  static SessionOptions options(int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(threads);
    return options;
  }

  private static OnnxRuntimeModel pin(OrtSession session) throws OrtException {
    Pinned input = pin("input", session.getInputInfo());
    try {
      return new OnnxRuntimeModel(session, input, pin("output", session.getOutputInfo()));
    } catch (OrtException | RuntimeException e) {
      input.tensor.close();
      throw e;
    }
  }

  private static Pinned pin(String what, Map<String, NodeInfo> nodes) throws OrtException {
    if (nodes.size() != 1) {
      throw new IllegalArgumentException(
          "the model has the " + what + "s " + nodes.keySet() + "; give one with a single " + what);
    }
    NodeInfo node = nodes.values().iterator().next();
    if (!(node.getInfo() instanceof TensorInfo info)
        || info.type != OnnxJavaType.FLOAT
        || Arrays.stream(info.getShape()).anyMatch(d -> d < 1)) {
      throw new IllegalArgumentException(
          what
              + " "
              + node.getName()
              + " is "
              + node.getInfo()
              + "; give a model whose "
              + what
              + " is float32 of a fixed shape");
    }
    long[] shape = info.getShape();
    int size = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(Math.multiplyExact(size, Float.BYTES))
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    return new Pinned(
        node.getName(), OnnxTensor.createTensor(environment(), buffer, shape), buffer);
  }

  @Override
  public int inputSize() {
    return input.buffer.capacity();
  }

  @Override
  public int outputSize() {
    return output.buffer.capacity();
  }

  @Override
  public FloatBuffer input() {
    return input.buffer;
  }

  @Override
  public FloatBuffer output() {
    return output.buffer;
  }

  @Override
  public void run(float[] observation, float[] y) {
    requireOpen();
    requireLength("input", observation.length, inputSize());
    requireLength("output", y.length, outputSize());
    input.buffer.put(0, observation);
    run();
    output.buffer.get(0, y);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this ONNX model is closed; open it again");
    }
  }

  @Override
  public void run() {
    requireOpen();
    try {
      session.run(inputs, outputs).close();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed (" + e.getMessage() + "); open the model again", e);
    }
  }

  private static void requireLength(String what, int length, int expected) {
    if (length != expected) {
      throw new IllegalArgumentException(
          "the " + what + " array has " + length + " values; give exactly " + expected);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    input.tensor.close();
    output.tensor.close();
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(
          "ONNX Runtime failed to close (" + e.getMessage() + "); restart the program", e);
    }
  }
}
