package saccade.libtorch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import saccade.training.network.LayerShape;
import saccade.training.network.LayerShape.Convolution;
import saccade.training.network.Parameters;

/** All parameters of a network, or their gradients or moments, in one tensor. */
final class FlatTensor {
  /** Views of one layer's part. */
  record LayerViews(Tensor weights, Tensor bias) {}

  private final FlatLayout layout;
  private final Tensor values;
  private final FloatPointer memory;

  /** All 0; lives in the caller's PointerScope. */
  FlatTensor(FlatLayout layout) {
    this.layout = layout;
    values = torch.zeros(layout.length());
    memory = values.data_ptr_float();
  }

  /** The tensor itself. */
  Tensor values() {
    return values;
  }

  /**
   * Views of a layer: (outputs, channels, side, side) for a convolution, else (outputs, columns).
   */
  LayerViews layer(int index) {
    LayerShape shape = layout.architecture().layers().get(index);
    long outputs = shape.outputs();
    long columns = layout.architecture().columns(index);
    Tensor flat = values.narrow(0, layout.weightsAt(index), outputs * columns);
    Tensor weights =
        shape instanceof Convolution c
            ? flat.view(outputs, columns / ((long) c.kernel() * c.kernel()), c.kernel(), c.kernel())
            : flat.view(outputs, columns);
    return new LayerViews(weights, values.narrow(0, layout.biasAt(index), outputs));
  }

  void write(Parameters parameters) {
    memory.put(layout.flatten(parameters));
  }

  Parameters read() {
    float[] flat = new float[layout.length()];
    memory.get(flat);
    return layout.parameters(flat);
  }
}
