package saccade.training;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import saccade.training.learner.Learner;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.LearnerSettings;
import saccade.training.learner.LearnerState;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * A learner in plain Java: learns the last layer alone, by gradient steps with momentum. The last
 * layer sees the network's hidden values, or, faster, bytes from all over the observation. It
 * learns little, but everything around learning can be watched with it: states, masks, faults.
 */
public final class PlainLearner implements Learner {
  private static final float RATE = 1e-3f;
  private static final float DECAY = 0.9f;

  private final Architecture architecture;
  private final Parameters online;
  private final Parameters target;
  private final Parameters momentum;
  private final LongPredicate broken;
  private final boolean whole;
  private Mask mask;
  private long updates;
  private long poison;

  private PlainLearner(
      Architecture architecture, Parameters initial, LongPredicate broken, boolean whole) {
    this.architecture = architecture;
    this.whole = whole;
    this.broken = broken;
    online = initial.copy();
    target = initial.copy();
    momentum = Parameters.zeros(architecture);
    mask = Mask.full(architecture);
  }

  /** A provider of learners whose loss is NaN from the updates on that {@code broken} names. */
  public static LearnerProvider provider(LongPredicate broken) {
    return new LearnerProvider() {
      @Override
      public String name() {
        return "plain";
      }

      @Override
      public Optional<String> whyUnavailable() {
        return Optional.empty();
      }

      @Override
      public Learner open(Architecture architecture, Parameters initial, LearnerSettings settings) {
        return new PlainLearner(architecture, initial, broken, false);
      }
    };
  }

  public static LearnerProvider provider() {
    return provider(update -> false);
  }

  /** A provider of learners whose values are those of the whole network. */
  public static LearnerProvider whole() {
    return new LearnerProvider() {
      @Override
      public String name() {
        return "whole";
      }

      @Override
      public Optional<String> whyUnavailable() {
        return Optional.empty();
      }

      @Override
      public Learner open(Architecture architecture, Parameters initial, LearnerSettings settings) {
        return new PlainLearner(architecture, initial, update -> false, true);
      }
    };
  }

  /** A provider of learners that spoil a parameter at an update and give fine losses. */
  public static LearnerProvider poisoning(long update) {
    return new LearnerProvider() {
      @Override
      public String name() {
        return "poisoning";
      }

      @Override
      public Optional<String> whyUnavailable() {
        return Optional.empty();
      }

      @Override
      public Learner open(Architecture architecture, Parameters initial, LearnerSettings settings) {
        PlainLearner learner = new PlainLearner(architecture, initial, u -> false, false);
        learner.poison = update;
        return learner;
      }
    };
  }

  private int last() {
    return online.layers() - 1;
  }

  private float value(Parameters parameters, float[] features, int action) {
    float sum = parameters.bias(last())[action];
    for (int i = 0; i < features.length; i++) {
      sum += parameters.weights(last())[action * features.length + i] * features[i];
    }
    return sum;
  }

  /** What the last layer sees. */
  private float[] features(Parameters parameters, ByteBuffer bytes, int from) {
    int length = architecture.observationLength();
    if (!whole) {
      float[] places = new float[architecture.columns(last())];
      for (int i = 0; i < places.length; i++) {
        places[i] = bytes.get(from + (int) (i * 7_919L % length)) & 0xff;
      }
      return places;
    }
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (bytes.get(from + i) & 0xff) / architecture.maxValue();
    }
    return Forward.hidden(architecture, parameters, values);
  }

  @Override
  public void predict(ByteBuffer observations, int count, float[] q) {
    int actions = architecture.outputs();
    for (int i = 0; i < count; i++) {
      float[] seen = features(online, observations, i * architecture.observationLength());
      for (int a = 0; a < actions; a++) {
        q[i * actions + a] = value(online, seen, a);
      }
    }
  }

  private int best(float[] features) {
    int best = 0;
    for (int a = 1; a < architecture.outputs(); a++) {
      best = value(online, features, a) > value(online, features, best) ? a : best;
    }
    return best;
  }

  @Override
  public float update(Minibatch batch) {
    updates++;
    float loss = 0;
    for (int i = 0; i < batch.size(); i++) {
      int from = i * architecture.observationLength();
      ByteBuffer next = batch.nextObservations();
      int chosen = best(features(online, next, from));
      float later = value(target, features(target, next, from), chosen);
      float wanted = batch.rewards()[i] + batch.discounts()[i] * later;
      int action = batch.actions()[i];
      float[] seen = features(online, batch.observations(), from);
      float error = value(online, seen, action) - wanted;
      loss += Math.abs(error);
      learn(seen, action, Math.max(-1, Math.min(1, error)) / batch.size());
    }
    mask.apply(online);
    if (updates == poison) {
      online.bias(0)[0] = Float.POSITIVE_INFINITY; // no value depends on it
    }
    return broken.test(updates) ? Float.NaN : loss / batch.size();
  }

  private void learn(float[] features, int action, float error) {
    float[] weights = online.weights(last());
    float[] speed = momentum.weights(last());
    for (int i = 0; i < features.length; i++) {
      int at = action * features.length + i;
      speed[at] = DECAY * speed[at] - RATE * error * features[i];
      weights[at] += speed[at];
    }
    online.bias(last())[action] -= RATE * error;
  }

  @Override
  public void synchronizeTarget() {
    copy(online, target);
  }

  @Override
  public void mask(Mask next) {
    mask = next;
    mask.apply(online);
    mask.apply(target);
    mask.apply(momentum);
  }

  @Override
  public Parameters parameters() {
    return online.copy();
  }

  @Override
  public LearnerState state() {
    return new LearnerState(updates, online.copy(), target.copy(), List.of(momentum.copy()));
  }

  @Override
  public void restore(LearnerState state) {
    updates = state.updates();
    copy(state.online(), online);
    copy(state.target(), target);
    copy(state.moments().get(0), momentum);
  }

  private static void copy(Parameters from, Parameters to) {
    for (int i = 0; i < from.layers(); i++) {
      System.arraycopy(from.weights(i), 0, to.weights(i), 0, from.weights(i).length);
      System.arraycopy(from.bias(i), 0, to.bias(i), 0, from.bias(i).length);
    }
  }

  @Override
  public void close() {
    // nothing native
  }
}
