package saccade.training.dqn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.training.PlainLearner;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Minibatch;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/** What is learned from is what was played: every transition in a batch did happen so. */
class RememberedTest {
  private final List<String> sampled = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"minatar:breakout", "minatar:space_invaders", "breakout"})
  void everyTransitionHappened(String environment) {
    HyperParameters settings =
        new HyperParameters(
            "test",
            environment,
            environment.startsWith("minatar") ? "minatar" : "table1",
            4,
            2,
            1,
            ActorKind.LEARNER,
            new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8),
            new Exploration(1, 0.5, 300),
            new ExperienceSettings(3_000, 100, 1, 0.5, 0.25),
            new UpdateSettings(4, 8, 50),
            HyperParameters.NOT_PRUNED);
    Set<String> happened = new HashSet<>();
    try (Training training =
        new Training(settings, SmallRuns.initial(settings), Pruning.fixed(null), recording())) {
      Stacks stacks = new Stacks(training);
      for (int step = 0; step < 1_200; step++) {
        byte[][] before = stacks.copies();
        training.advance();
        boolean[] ended = training.environments.ended();
        stacks.next(ended);
        for (int i = 0; i < 2; i++) {
          float reward = Math.min(0.25f, training.environments.rewards()[i]);
          happened.add(text(before[i], reward, ended[i] ? null : stacks.copies()[i]));
        }
      }
    }
    assertTrue(sampled.size() > 3_000);
    for (String transition : sampled) {
      assertTrue(happened.contains(transition), transition);
    }
    assertTrue(sampled.stream().anyMatch(t -> t.endsWith("end")), "no end was learned from");
    assertTrue(sampled.stream().anyMatch(t -> t.contains(" 0.25 ")), "no reward was clipped");
  }

  private static String text(byte[] before, float reward, byte[] after) {
    return Arrays.hashCode(before)
        + " "
        + reward
        + " "
        + (after == null ? "end" : Arrays.hashCode(after));
  }

  /** The stacks of both environments, kept apart from those of training. */
  private static final class Stacks {
    private final Training training;
    private final byte[][] stacks;

    Stacks(Training training) {
      this.training = training;
      stacks = new byte[2][training.architecture.observationLength()];
      next(new boolean[] {true, true});
    }

    void next(boolean[] starts) {
      int frame = training.architecture.input().frameBytes();
      for (int i = 0; i < 2; i++) {
        byte[] stack = stacks[i];
        if (starts[i]) {
          Arrays.fill(stack, (byte) 0);
        }
        System.arraycopy(stack, frame, stack, 0, stack.length - frame);
        training.environments.observations().get(i * frame, stack, stack.length - frame, frame);
      }
    }

    byte[][] copies() {
      return new byte[][] {stacks[0].clone(), stacks[1].clone()};
    }
  }

  private LearnerProvider recording() {
    return new LearnerProvider() {
      @Override
      public String name() {
        return "recording";
      }

      @Override
      public Optional<String> whyUnavailable() {
        return Optional.empty();
      }

      @Override
      public Learner open(Architecture architecture, Parameters initial, LearnerSettings settings) {
        return new Recording(PlainLearner.provider().open(architecture, initial, settings));
      }
    };
  }

  /** Notes every batch. */
  private final class Recording implements Learner {
    private final Learner learner;

    Recording(Learner learner) {
      this.learner = learner;
    }

    @Override
    public float update(Minibatch batch) {
      int length = batch.observations().capacity() / batch.size();
      for (int i = 0; i < batch.size(); i++) {
        byte[] before = new byte[length];
        byte[] after = new byte[length];
        batch.observations().get(i * length, before);
        batch.nextObservations().get(i * length, after);
        sampled.add(text(before, batch.rewards()[i], batch.discounts()[i] == 0 ? null : after));
      }
      return learner.update(batch);
    }

    @Override
    public void predict(ByteBuffer observations, int count, float[] q) {
      learner.predict(observations, count, q);
    }

    @Override
    public void synchronizeTarget() {
      learner.synchronizeTarget();
    }

    @Override
    public void mask(Mask mask) {
      learner.mask(mask);
    }

    @Override
    public Parameters parameters() {
      return learner.parameters();
    }

    @Override
    public LearnerState state() {
      return learner.state();
    }

    @Override
    public void restore(LearnerState state) {
      learner.restore(state);
    }

    @Override
    public void close() {
      learner.close();
    }
  }
}
