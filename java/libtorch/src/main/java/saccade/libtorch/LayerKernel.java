package saccade.libtorch;

import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import saccade.libtorch.FlatTensor.LayerViews;

/** Arithmetic of one layer, forth and back, without its activation. */
sealed interface LayerKernel {
  /** Values before the activation. */
  Tensor forward(LayerViews parameters, Tensor x);

  /**
   * Writes the gradients of weights and biases.
   *
   * @param x what the layer saw
   * @param dy gradient of what it gave
   * @param inputToo whether the gradient of x is wanted
   * @return the gradient of x; undefined if it is not wanted
   */
  Tensor backward(
      LayerViews parameters, LayerViews gradients, Tensor x, Tensor dy, boolean inputToo);

  /**
   * A fully connected layer; flattens what it sees.
   *
   * @param columns inputs
   */
  record Dense(long columns) implements LayerKernel {
    private static final int FEW_ROWS = 64;

    @Override
    public Tensor forward(LayerViews parameters, Tensor x) {
      long rows = x.size(0);
      if (rows > 1 && rows <= FEW_ROWS) {
        // For few rows OpenBLAS is faster the other way round.
        Tensor bias = parameters.bias().unsqueeze(1);
        return torch.addmm(bias, parameters.weights(), flat(x).t()).t();
      }
      return torch.addmm(parameters.bias(), flat(x), parameters.weights().t());
    }

    @Override
    public Tensor backward(
        LayerViews parameters, LayerViews gradients, Tensor x, Tensor dy, boolean inputToo) {
      torch.mm_out(gradients.weights(), dy.t(), flat(x));
      torch.sum_out(gradients.bias(), dy, 0);
      return inputToo ? torch.mm(dy, parameters.weights()).view_as(x) : new Tensor();
    }

    private Tensor flat(Tensor x) {
      return x.reshape(-1, columns);
    }
  }

  /**
   * A convolution without padding.
   *
   * @param outputs filters
   * @param stride step of the kernel
   * @param weightsOnly which gradients the first layer wants: all but that of its input
   * @param all which gradients the other layers want
   */
  record Convolution(long outputs, long stride, BoolPointer weightsOnly, BoolPointer all)
      implements LayerKernel {
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    Convolution(long outputs, long stride) {
      this(outputs, stride, wanted(false), wanted(true));
    }

    @Override
    public Tensor forward(LayerViews parameters, Tensor x) {
      TensorOptional bias = new TensorOptional(parameters.bias());
      return torch.conv2d(x, parameters.weights(), bias, strides(), NONE, ONE, 1);
    }

    @Override
    public Tensor backward(
        LayerViews parameters, LayerViews gradients, Tensor x, Tensor dy, boolean inputToo) {
      BoolPointer wanted = inputToo ? all : weightsOnly;
      long[] biasSize = {outputs};
      T_TensorTensorTensor_T g =
          torch.convolution_backward(
              dy, x, parameters.weights(), biasSize, strides(), NONE, ONE, false, NONE, 1, wanted);
      gradients.weights().copy_(g.get1());
      gradients.bias().copy_(g.get2());
      return g.get0();
    }

    private static BoolPointer wanted(boolean input) {
      return new BoolPointer(3).put(0, input).put(1, true).put(2, true);
    }

    private long[] strides() {
      return new long[] {stride, stride};
    }
  }
}
