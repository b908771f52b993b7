package saccade.training.dqn;

import java.nio.ByteBuffer;
import java.util.Arrays;
import saccade.engine.scalar.ScalarBackend;
import saccade.environments.LockStep;
import saccade.environments.emulation.SeededRandom;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.training.replay.ReplayBuffer;
import saccade.training.replay.ReplaySettings;

/**
 * Double DQN as a machine that goes on step by step: environments play in lock-step, their frames
 * are remembered, and the network learns whenever an update is due. Everything that follows is a
 * function of the hyper-parameters, the initial parameters and the number of steps.
 */
final class Training implements AutoCloseable {
  private static final int EXPLORATION = 11;
  private static final int SAMPLING = 12;

  final HyperParameters settings;
  final Architecture architecture;
  final LockStep environments;
  final ObservationStacks stacks;
  final ReplayBuffer replay;
  final Learner learner;
  final SeededRandom exploration;
  final SeededRandom sampling;
  final ReturnWindow returns = new ReturnWindow();
  final boolean[] starts;
  final Pruning pruning;
  final Actor actor;
  private final Minibatch batch;
  private final ByteBuffer before;
  private final int[] actions;
  private final float[] q;
  Mask mask;
  long frames;
  long updates;
  double lossSum;
  long losses;

  /**
   * A run before its first step.
   *
   * @param initial parameters at the start; the mask is applied to them
   */
  Training(
      HyperParameters settings, Parameters initial, Pruning pruning, LearnerProvider provider) {
    this.settings = settings;
    this.pruning = pruning;
    architecture = Preset.architecture(settings.environment(), settings.network());
    int count = settings.environments();
    ExperienceSettings experience = settings.experience();
    replay =
        new ReplayBuffer(
            new ReplaySettings(
                architecture.input(),
                experience.capacity(),
                count,
                experience.steps(),
                experience.discount()));
    environments = new LockStep(settings.environment(), count, settings.seed());
    stacks = new ObservationStacks(architecture.input(), count, environments.observations());
    exploration = new SeededRandom(settings.seed(), EXPLORATION);
    sampling = new SeededRandom(settings.seed(), SAMPLING);
    batch = new Minibatch(settings.updates().batchSize(), architecture.observationLength());
    before = ByteBuffer.allocateDirect(environments.observations().capacity());
    actions = new int[count];
    starts = new boolean[count];
    q = new float[count * architecture.outputs()];
    Mask first = pruning.first();
    mask = first == null ? Mask.full(architecture) : first;
    learner = provider.open(architecture, initial, settings.learnerSettings());
    if (first != null) {
      learner.mask(first);
    }
    actor =
        settings.actor() == ActorKind.SACCADE
            ? new SessionActor(new ScalarBackend(), architecture, learner)
            : new LearnerActor(learner);
    Arrays.fill(starts, true);
    stacks.push(starts);
  }

  /**
   * One step of every environment, and the updates that are due after it.
   *
   * @throws TrainingException if the loss is not finite
   */
  void advance() {
    chooseActions();
    before.put(0, environments.observations(), 0, before.capacity());
    environments.step(actions);
    remember();
    frames += settings.environments();
    stacks.push(starts);
    for (long due = settings.updatesDue(frames); updates < due && replay.size() > 0; ) {
      update();
    }
  }

  private void chooseActions() {
    double epsilon = settings.epsilon(frames);
    if (epsilon < 1) {
      actor.values(stacks, starts, q);
    }
    int outputs = architecture.outputs();
    for (int i = 0; i < actions.length; i++) {
      boolean explore = exploration.nextDouble() < epsilon;
      actions[i] = explore ? exploration.nextInt(outputs) : argmax(i * outputs, outputs);
    }
  }

  private int argmax(int from, int count) {
    int best = 0;
    for (int a = 1; a < count; a++) {
      best = q[from + a] > q[from + best] ? a : best;
    }
    return best;
  }

  private void remember() {
    int frameBytes = architecture.input().frameBytes();
    for (int i = 0; i < actions.length; i++) {
      boolean ended = environments.ended()[i];
      boolean terminal = ended && !environments.truncated()[i];
      float reward = settings.experience().clip(environments.rewards()[i]);
      replay.append(i, before, i * frameBytes, actions[i], reward, terminal);
      if (ended && !terminal) {
        replay.truncate(i, environments.lastObservations(), i * frameBytes);
      }
      if (ended) {
        returns.add(environments.finishedScores()[i]);
      }
      starts[i] = ended;
    }
  }

  private void update() {
    replay.sample(sampling::nextInt, batch);
    float loss = learner.update(batch);
    updates++;
    if (!Float.isFinite(loss)) {
      throw new TrainingException(
          "the loss is %s at update %,d; lower the learning rate".formatted(loss, updates));
    }
    lossSum += loss;
    losses++;
    if (updates % settings.updates().targetEvery() == 0) {
      learner.synchronizeTarget();
      actor.renew();
    }
    if (pruning.isDue(updates)) {
      mask = pruning.next(updates, learner.parameters(), mask);
      learner.mask(mask);
      actor.renew();
    }
  }

  /** Mean loss since the last call; NaN if there was no update. */
  double takeLoss() {
    double mean = losses == 0 ? Double.NaN : lossSum / losses;
    lossSum = 0;
    losses = 0;
    return mean;
  }

  @Override
  public void close() {
    actor.close();
    learner.close();
  }
}
