package saccade.libtorch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import saccade.training.learner.Optimizer;

/** Adam in the order of operations of {@code torch::optim::Adam}. */
final class AdamStep implements OptimizerStep {
  private final Optimizer.Adam settings;
  private final FlatTensor first;
  private final FlatTensor second;
  private final Tensor root;
  private final Scalar beta1;
  private final Scalar rest1;
  private final Scalar beta2;
  private final Scalar rest2;
  private final Scalar epsilon;
  private final Scalar one = new Scalar(1d);

  AdamStep(Optimizer.Adam settings, FlatLayout layout) {
    this.settings = settings;
    first = new FlatTensor(layout);
    second = new FlatTensor(layout);
    root = torch.zeros(layout.length());
    beta1 = new Scalar(settings.beta1());
    rest1 = new Scalar(1 - settings.beta1());
    beta2 = new Scalar(settings.beta2());
    rest2 = new Scalar(1 - settings.beta2());
    epsilon = new Scalar(settings.epsilon());
  }

  @Override
  public List<FlatTensor> moments() {
    return List.of(first, second);
  }

  @Override
  public void step(Tensor parameters, Tensor gradient, long number) {
    double correction1 = 1 - Math.pow(settings.beta1(), (double) number);
    double correction2 = Math.sqrt(1 - Math.pow(settings.beta2(), (double) number));
    first.values().mul_(beta1).add_(gradient, rest1);
    second.values().mul_(beta2).addcmul_(gradient, gradient, rest2);
    torch.sqrt_out(root, second.values()).div_(new Scalar(correction2)).add_(epsilon, one);
    Scalar size = new Scalar(-settings.learningRate() / correction1);
    parameters.addcdiv_(first.values(), root, size);
  }
}
