package saccade.libtorch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import saccade.libtorch.FlatTensor.LayerViews;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;

/**
 * The tensors of a learner and what is computed on them. Its constructor's tensors live in the
 * caller's PointerScope, and so do those of each call.
 */
final class NativeMemory {
  private final Architecture architecture;
  private final FlatTensor online;
  private final FlatTensor target;
  private final FlatTensor gradient;
  private final Tensor kept;
  private final OptimizerStep optimizer;
  private final NativeNetwork onlineNetwork;
  private final NativeNetwork targetNetwork;
  private final List<LayerViews> gradients = new ArrayList<>();
  private final TensorOptions bytes = new TensorOptions(torch.ScalarType.Byte);
  private final Scalar maxValue;
  private final FloatPointer dqMemory;
  private final Tensor dq;
  private final float[] onlineQ;
  private final float[] targetQ;
  private final float[] dqValues;

  NativeMemory(FlatLayout layout, LearnerSettings settings) {
    architecture = layout.architecture();
    online = new FlatTensor(layout);
    target = new FlatTensor(layout);
    gradient = new FlatTensor(layout);
    kept = torch.ones(layout.length());
    optimizer = OptimizerStep.of(settings.optimizer(), layout);
    onlineNetwork = new NativeNetwork(architecture, online);
    targetNetwork = new NativeNetwork(architecture, target);
    for (int i = 0; i < layout.layers(); i++) {
      gradients.add(gradient.layer(i));
    }
    maxValue = new Scalar((float) architecture.maxValue());
    dq = torch.zeros(settings.batchSize(), architecture.outputs());
    dqMemory = dq.data_ptr_float();
    dqValues = new float[settings.batchSize() * architecture.outputs()];
    targetQ = new float[dqValues.length];
    onlineQ = new float[2 * dqValues.length];
  }

  FlatTensor online() {
    return online;
  }

  FlatTensor target() {
    return target;
  }

  FlatTensor gradient() {
    return gradient;
  }

  List<FlatTensor> moments() {
    return optimizer.moments();
  }

  /** 1 for parameters that learn, 0 for pruned ones. */
  FloatPointer kept() {
    return kept.data_ptr_float();
  }

  void predict(ByteBuffer observations, int count, float[] q) {
    Tensor x = torch.empty(shape(count));
    x.copy_(wrapped(observations, count));
    read(onlineNetwork.forward(normalised(x)), q, count);
  }

  /** Writes the gradient; gives the loss. */
  float differentiate(Minibatch batch) {
    int n = batch.size();
    Tensor x = torch.empty(shape(2L * n));
    x.narrow(0, 0, n).copy_(wrapped(batch.observations(), n));
    Tensor next = x.narrow(0, n, n);
    next.copy_(wrapped(batch.nextObservations(), n));
    normalised(x);
    read(targetNetwork.forward(next), targetQ, n);
    List<Tensor> seen = onlineNetwork.activations(x);
    read(seen.get(seen.size() - 1), onlineQ, 2 * n);
    float loss = DoubleDqn.loss(batch, architecture.outputs(), onlineQ, targetQ, dqValues);
    dqMemory.put(dqValues);
    onlineNetwork.backward(seen, n, dq, gradients);
    return loss;
  }

  /** Keeps pruned parameters where they are: at 0, with moments 0. */
  void maskGradient() {
    gradient.values().mul_(kept);
  }

  void step(long number) {
    optimizer.step(online.values(), gradient.values(), number);
  }

  void synchronizeTarget() {
    target.values().copy_(online.values());
  }

  private long[] shape(long rows) {
    return new long[] {
      rows,
      architecture.input().shape().channels(),
      architecture.input().height(),
      architecture.input().width()
    };
  }

  private Tensor wrapped(ByteBuffer observations, int count) {
    ByteBuffer fromStart = observations.duplicate();
    fromStart.position(0);
    return torch.from_blob(new BytePointer(fromStart), shape(count), bytes);
  }

  private Tensor normalised(Tensor x) {
    return architecture.maxValue() == 1 ? x : x.div_(maxValue);
  }

  private void read(Tensor values, float[] q, int rows) {
    // Dense layers may give columns.
    values.contiguous().data_ptr_float().get(q, 0, rows * architecture.outputs());
  }
}
