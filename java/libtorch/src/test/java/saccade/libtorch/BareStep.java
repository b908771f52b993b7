package saccade.libtorch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.HuberLossOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.LayerShape;
import saccade.training.network.LayerShape.Convolution;

/**
 * The rival: the same update as one writes it plainly with libtorch's own modules, tape and
 * optimiser, on tensors that are already there.
 */
final class BareStep {
  private final Architecture architecture;
  private final List<org.bytedeco.pytorch.Module> online;
  private final List<org.bytedeco.pytorch.Module> target;
  private final org.bytedeco.pytorch.Optimizer optimizer;
  private final Tensor x;
  private final Tensor next;
  private final Tensor actions;
  private final Tensor rewards;
  private final Tensor discounts;

  /** Lives in the caller's PointerScope. */
  BareStep(Architecture architecture, Minibatch batch) {
    this.architecture = architecture;
    online = modules();
    target = modules();
    TensorVector parameters = new TensorVector();
    for (org.bytedeco.pytorch.Module module : online) {
      for (Tensor tensor : module.parameters().get()) {
        parameters.push_back(tensor);
      }
    }
    optimizer = new Adam(parameters, new AdamOptions(2.5e-4));
    x = observations(batch.observations());
    next = observations(batch.nextObservations());
    rewards = torch.tensor(batch.rewards());
    discounts = torch.tensor(batch.discounts());
    long[] taken = Arrays.stream(batch.actions()).asLongStream().toArray();
    actions = torch.tensor(taken).unsqueeze(1);
  }

  private List<org.bytedeco.pytorch.Module> modules() {
    List<org.bytedeco.pytorch.Module> modules = new ArrayList<>();
    long channels = architecture.input().shape().channels();
    for (int i = 0; i < architecture.layers().size(); i++) {
      LayerShape layer = architecture.layers().get(i);
      if (layer instanceof Convolution c) {
        Conv2dOptions options =
            new Conv2dOptions(channels, c.outputs(), new LongPointer(c.kernel(), c.kernel()));
        options.stride().put(new LongPointer(c.stride(), c.stride()));
        modules.add(new Conv2dImpl(options));
      } else {
        modules.add(new LinearImpl(architecture.columns(i), layer.outputs()));
      }
      channels = layer.outputs();
    }
    return modules;
  }

  private Tensor observations(ByteBuffer bytes) {
    float[] values = new float[bytes.limit()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (bytes.get(i) & 0xff) / (float) architecture.maxValue();
    }
    return torch
        .tensor(values)
        .view(
            -1,
            architecture.input().shape().channels(),
            architecture.input().height(),
            architecture.input().width());
  }

  private static Tensor forward(List<org.bytedeco.pytorch.Module> modules, Tensor x) {
    Tensor y = x;
    for (int i = 0; i < modules.size(); i++) {
      if (modules.get(i) instanceof Conv2dImpl conv) {
        y = conv.forward(y);
      } else {
        y = ((LinearImpl) modules.get(i)).forward(y.flatten(1, -1));
      }
      y = i < modules.size() - 1 ? torch.relu(y) : y;
    }
    return y;
  }

  /** The caller frees what it leaves behind. */
  float update() {
    NoGradGuard quiet = new NoGradGuard();
    Tensor best = forward(online, next).argmax(new LongOptional(1), true);
    Tensor value = forward(target, next).gather(1, best).squeeze(1);
    Tensor goal = rewards.add(discounts.mul(value));
    quiet.close();
    optimizer.zero_grad();
    Tensor q = forward(online, x).gather(1, actions).squeeze(1);
    Tensor loss = torch.huber_loss(q, goal, new HuberLossOptions());
    loss.backward();
    optimizer.step();
    return loss.item_float();
  }
}
