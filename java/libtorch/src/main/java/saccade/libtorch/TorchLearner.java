package saccade.libtorch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.InferenceMode;
import org.jspecify.annotations.Nullable;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * Double DQN on libtorch's CPU operations. Native objects that last live in one PointerScope, those
 * of one call in another that ends with it.
 */
final class TorchLearner implements Learner {
  private final Architecture architecture;
  private final LearnerSettings settings;
  private final FlatLayout layout;
  private final PointerScope lasting;
  private final NativeMemory memory;
  private @Nullable Mask mask;
  private long updates;
  private boolean closed;

  private TorchLearner(Architecture architecture, LearnerSettings settings, PointerScope lasting) {
    this.architecture = architecture;
    this.settings = settings;
    this.lasting = lasting;
    layout = new FlatLayout(architecture);
    memory = new NativeMemory(layout, settings);
  }

  static TorchLearner open(
      Architecture architecture, Parameters initial, LearnerSettings settings) {
    initial.requireFit(architecture);
    NativeLibrary.useThreads(settings.threads());
    PointerScope lasting = new PointerScope();
    try {
      TorchLearner learner = new TorchLearner(architecture, settings, lasting);
      learner.memory.online().write(initial);
      learner.memory.target().write(initial);
      // The close below then only takes the scope from the thread's stack; the next one frees.
      lasting.extend();
      return learner;
    } finally {
      lasting.close();
    }
  }

  @Override
  public void predict(ByteBuffer observations, int count, float[] q) {
    requireOpen();
    if (count < 1) {
      throw new IllegalArgumentException(
          count + " observations are below 1; ask for the values of at least 1");
    }
    requireBytes(observations, (long) count * architecture.observationLength());
    if (q.length < (long) count * architecture.outputs()) {
      throw new IllegalArgumentException(
          "the array for values has %d places; give at least %d"
              .formatted(q.length, (long) count * architecture.outputs()));
    }
    compute(
        () -> {
          memory.predict(observations, count, q);
          return q;
        });
  }

  @Override
  public float update(Minibatch batch) {
    requireOpen();
    requireBatch(batch);
    return compute(() -> updated(batch));
  }

  private float updated(Minibatch batch) {
    float loss = differentiated(batch);
    updates++;
    memory.step(updates);
    return loss;
  }

  /** The gradient of a batch's loss, without a step. */
  Parameters gradient(Minibatch batch) {
    requireOpen();
    requireBatch(batch);
    compute(() -> differentiated(batch));
    return memory.gradient().read();
  }

  private float differentiated(Minibatch batch) {
    float loss = memory.differentiate(batch);
    if (mask != null) {
      memory.maskGradient();
    }
    return loss;
  }

  @Override
  public void synchronizeTarget() {
    requireOpen();
    compute(
        () -> {
          memory.synchronizeTarget();
          return true;
        });
  }

  /** {@inheritDoc} Masks add up: what one of them dropped, no later one brings back. */
  @Override
  public void mask(Mask added) {
    requireOpen();
    requireFit(added);
    Parameters factors = layout.parameters(layout.filled(1));
    if (mask != null) {
      mask.apply(factors);
    }
    added.apply(factors);
    mask = survivors(factors);
    memory.kept().put(layout.flatten(factors));
    everything(values -> values.write(masked(values.read())));
  }

  private static Mask survivors(Parameters factors) {
    int[] sizes = new int[factors.layers()];
    List<BitSet> kept = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      float[] weights = factors.weights(i);
      sizes[i] = weights.length;
      BitSet set = new BitSet(sizes[i]);
      for (int w = 0; w < sizes[i]; w++) {
        set.set(w, weights[w] != 0);
      }
      kept.add(set);
    }
    return new Mask(sizes, kept);
  }

  private Parameters masked(Parameters parameters) {
    if (mask != null) {
      mask.apply(parameters);
    }
    return parameters;
  }

  private void everything(Consumer<FlatTensor> action) {
    action.accept(memory.online());
    action.accept(memory.target());
    action.accept(memory.gradient());
    memory.moments().forEach(action);
  }

  @Override
  public Parameters parameters() {
    requireOpen();
    return memory.online().read();
  }

  @Override
  public LearnerState state() {
    requireOpen();
    return new LearnerState(
        updates,
        memory.online().read(),
        memory.target().read(),
        memory.moments().stream().map(FlatTensor::read).toList());
  }

  @Override
  public void restore(LearnerState state) {
    requireOpen();
    List<FlatTensor> moments = memory.moments();
    if (state.updates() < 0 || state.moments().size() != moments.size()) {
      throw new IllegalArgumentException(
          "a state after %d updates with %d moments was given; give one after at least 0 with %d"
              .formatted(state.updates(), state.moments().size(), moments.size()));
    }
    state.online().requireFit(architecture);
    state.target().requireFit(architecture);
    state.moments().forEach(moment -> moment.requireFit(architecture));
    updates = state.updates();
    memory.online().write(masked(state.online().copy()));
    memory.target().write(masked(state.target().copy()));
    for (int i = 0; i < moments.size(); i++) {
      moments.get(i).write(masked(state.moments().get(i).copy()));
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      lasting.close();
    }
  }

  /** Frees what the call leaves behind; without a tape, since the gradients are written out. */
  private <T> T compute(Supplier<T> call) {
    NativeLibrary.useThreads(settings.threads());
    PointerScope brief = new PointerScope();
    InferenceMode quiet = new InferenceMode();
    try {
      return call.get();
    } finally {
      quiet.close();
      brief.close();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this learner is closed; open another");
    }
  }

  private void requireFit(Mask given) {
    for (int i = 0; i < Math.max(given.layers(), layout.layers()); i++) {
      if (given.layers() != layout.layers() || given.size(i) != architecture.weights(i)) {
        throw new IllegalArgumentException(
            "the mask does not fit the network %s; give one made for its %d layers"
                .formatted(architecture.name(), layout.layers()));
      }
    }
  }

  private void requireBatch(Minibatch batch) {
    if (batch.size() != settings.batchSize()) {
      throw new IllegalArgumentException(
          "the batch has %d transitions; give the %d that this learner was opened for"
              .formatted(batch.size(), settings.batchSize()));
    }
    long length = (long) batch.size() * architecture.observationLength();
    requireBytes(batch.observations(), length);
    requireBytes(batch.nextObservations(), length);
    for (int action : batch.actions()) {
      if (action < 0 || action >= architecture.outputs()) {
        throw new IllegalArgumentException(
            "the batch has action %d; give actions from 0 to %d"
                .formatted(action, architecture.outputs() - 1));
      }
    }
  }

  private static void requireBytes(ByteBuffer observations, long length) {
    if (!observations.isDirect() || observations.limit() < length) {
      throw new IllegalArgumentException(
          "a %s buffer of %d bytes was given; give a direct one of at least %d"
              .formatted(
                  observations.isDirect() ? "direct" : "heap", observations.limit(), length));
    }
  }
}
