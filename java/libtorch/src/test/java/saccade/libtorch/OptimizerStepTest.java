package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.libtorch.FlatTensor.LayerViews;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;

/** Both optimisers give the same bits as those of libtorch. */
class OptimizerStepTest {
  private static final Architecture TINY = Fixtures.tiny();
  private static final FlatLayout LAYOUT = new FlatLayout(TINY);

  static Stream<Optimizer> optimizers() {
    return Stream.of(
        Fixtures.ADAM,
        Fixtures.RMSPROP,
        new Optimizer.Adam(0.01, 0.5, 0.9, 1e-4),
        new Optimizer.CentredRmsProp(0.01, 0.5, 1e-3));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void sixtyStepsGiveTheBitsOfLibtorch(Optimizer optimizer) {
    LibtorchProvider provider = new LibtorchProvider();
    assertTrue(provider.whyUnavailable().isEmpty(), () -> provider.whyUnavailable().get());
    NativeLibrary.useThreads(1);
    PointerScope scope = new PointerScope();
    compare(optimizer);
    scope.close();
  }

  private static void compare(Optimizer optimizer) {
    OptimizerStep ours = OptimizerStep.of(optimizer, LAYOUT);
    FlatTensor parameters = new FlatTensor(LAYOUT);
    FlatTensor gradient = new FlatTensor(LAYOUT);
    parameters.write(Parameters.initial(TINY, 1));
    TensorVector theirs = new TensorVector();
    for (int i = 0; i < LAYOUT.layers(); i++) {
      LayerViews views = parameters.layer(i);
      for (Tensor view : List.of(views.weights(), views.bias())) {
        theirs.push_back(torch.clone(view).set_requires_grad(true));
      }
    }
    org.bytedeco.pytorch.Optimizer libtorch = libtorch(optimizer, theirs);
    for (int step = 1; step <= 60; step++) {
      gradient.write(Parameters.initial(TINY, 1000 + step));
      for (int i = 0; i < LAYOUT.layers(); i++) {
        theirs.get(2 * i).mutable_grad().put(gradient.layer(i).weights());
        theirs.get(2 * i + 1).mutable_grad().put(gradient.layer(i).bias());
      }
      libtorch.step();
      ours.step(parameters.values(), gradient.values(), step);
      for (int i = 0; i < LAYOUT.layers(); i++) {
        assertTrue(parameters.layer(i).weights().equal(theirs.get(2 * i)), "step " + step);
        assertTrue(parameters.layer(i).bias().equal(theirs.get(2 * i + 1)), "step " + step);
      }
    }
  }

  private static org.bytedeco.pytorch.Optimizer libtorch(Optimizer of, TensorVector parameters) {
    if (of instanceof Optimizer.Adam adam) {
      AdamOptions options = new AdamOptions(adam.learningRate());
      // A C++ tuple, whose order in memory the defaults 0.9 and 0.999 tell.
      int first = options.betas().get(0) == 0.9 ? 0 : 1;
      options.betas().put(first, adam.beta1()).put(1 - first, adam.beta2());
      options.eps().put(adam.epsilon());
      return new Adam(parameters, options);
    }
    Optimizer.CentredRmsProp rmsProp = (Optimizer.CentredRmsProp) of;
    RMSpropOptions options = new RMSpropOptions(rmsProp.learningRate());
    options.alpha().put(rmsProp.alpha());
    options.eps().put(rmsProp.epsilon());
    options.centered().put(true);
    return new RMSprop(parameters, options);
  }

  /** A constant gradient has no variance; rounding must not make it negative and its root NaN. */
  @Test
  void aConstantGradientStaysANumber() {
    assertTrue(new LibtorchProvider().whyUnavailable().isEmpty());
    PointerScope scope = new PointerScope();
    OptimizerStep step = OptimizerStep.of(Fixtures.RMSPROP, LAYOUT);
    FlatTensor parameters = new FlatTensor(LAYOUT);
    FlatTensor gradient = new FlatTensor(LAYOUT);
    gradient.write(Parameters.initial(TINY, 5));
    for (int i = 1; i <= 2000; i++) {
      step.step(parameters.values(), gradient.values(), i);
    }
    assertTrue(parameters.read().isFinite());
    scope.close();
  }
}
