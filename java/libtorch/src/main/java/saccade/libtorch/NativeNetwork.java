package saccade.libtorch;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import saccade.libtorch.FlatTensor.LayerViews;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;

/**
 * Layers with ReLU between them over one flat tensor of parameters. Forth and back are written out:
 * no tape is recorded, so nothing has to be told not to record.
 */
final class NativeNetwork {
  private final List<LayerKernel> kernels = new ArrayList<>();
  private final List<LayerViews> parameters = new ArrayList<>();
  private final Scalar zero = new Scalar(0f);

  /** Lives in the caller's PointerScope. */
  NativeNetwork(Architecture architecture, FlatTensor values) {
    for (int i = 0; i < architecture.layers().size(); i++) {
      LayerShape shape = architecture.layers().get(i);
      kernels.add(
          shape instanceof LayerShape.Convolution c
              ? new LayerKernel.Convolution(c.outputs(), c.stride())
              : new LayerKernel.Dense(architecture.columns(i)));
      parameters.add(values.layer(i));
    }
  }

  /** The values alone. */
  Tensor forward(Tensor x) {
    Tensor y = x;
    for (int i = 0; i < kernels.size(); i++) {
      y = layer(i, y);
    }
    return y;
  }

  /** What each layer sees, and the values last. */
  List<Tensor> activations(Tensor x) {
    List<Tensor> seen = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < kernels.size(); i++) {
      seen.add(y);
      y = layer(i, y);
    }
    seen.add(y);
    return seen;
  }

  private Tensor layer(int index, Tensor x) {
    Tensor y = kernels.get(index).forward(parameters.get(index), x);
    return index < kernels.size() - 1 ? torch.relu_(y) : y;
  }

  /**
   * Writes the gradients of all parameters.
   *
   * @param seen what {@link #activations} gave
   * @param rows the first rows of it that count
   * @param dq gradient of the values of those rows
   */
  void backward(List<Tensor> seen, long rows, Tensor dq, List<LayerViews> gradients) {
    Tensor dy = dq;
    for (int i = kernels.size() - 1; i >= 0; i--) {
      Tensor x = seen.get(i).narrow(0, 0, rows);
      Tensor dx = kernels.get(i).backward(parameters.get(i), gradients.get(i), x, dy, i > 0);
      dy = i > 0 ? torch.threshold_backward(dx, x, zero) : dx;
    }
  }
}
