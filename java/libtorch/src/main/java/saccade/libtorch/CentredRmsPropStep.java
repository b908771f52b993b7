package saccade.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import saccade.training.learner.Optimizer;

/**
 * Centred RMSProp in the order of operations of {@code torch::optim::RMSprop}, but for one: a
 * variance that rounding makes negative counts as 0, where PyTorch's root gives NaN.
 */
final class CentredRmsPropStep implements OptimizerStep {
  private final FlatTensor squares;
  private final FlatTensor mean;
  private final Tensor root;
  private final Scalar alpha;
  private final Scalar rest;
  private final Scalar epsilon;
  private final Scalar size;
  private final Scalar zero = new Scalar(0d);
  private final Scalar one = new Scalar(1d);
  private final Scalar minusOne = new Scalar(-1d);

  CentredRmsPropStep(Optimizer.CentredRmsProp settings, FlatLayout layout) {
    squares = new FlatTensor(layout);
    mean = new FlatTensor(layout);
    root = torch.zeros(layout.length());
    alpha = new Scalar(settings.alpha());
    rest = new Scalar(1 - settings.alpha());
    epsilon = new Scalar(settings.epsilon());
    size = new Scalar(-settings.learningRate());
  }

  @Override
  public List<FlatTensor> moments() {
    return List.of(squares, mean);
  }

  @Override
  public void step(Tensor parameters, Tensor gradient, long number) {
    squares.values().mul_(alpha).addcmul_(gradient, gradient, rest);
    mean.values().mul_(alpha).add_(gradient, rest);
    torch.addcmul_out(root, squares.values(), mean.values(), mean.values(), minusOne);
    root.clamp_min_(zero).sqrt_().add_(epsilon, one);
    parameters.addcdiv_(gradient, root, size);
  }
}
