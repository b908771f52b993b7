package saccade.app.play;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import saccade.engine.Argmax;
import saccade.environments.emulation.ScriptedPlayer;

/** Chooses the actions of a game. */
sealed interface Player {
  /** The next action, an index into the game's actions. */
  int act();

  /** What the network answered to the frame that is shown. */
  default void answered(float[] y) {}

  Actor actor();

  /** Share of actions that are random; empty where nothing is greedy. */
  default OptionalDouble epsilon() {
    return OptionalDouble.empty();
  }

  /** Looks at the game's state. */
  record Scripted(ScriptedPlayer script) implements Player {
    @Override
    public int act() {
      return script.act();
    }

    @Override
    public Actor actor() {
      return Actor.SCRIPTED;
    }
  }

  /** Every action alike. */
  final class AtRandom implements Player {
    private final SplittableRandom random;
    private final int actions;

    AtRandom(int actions, long seed) {
      this.actions = actions;
      random = new SplittableRandom(seed);
    }

    @Override
    public int act() {
      return random.nextInt(actions);
    }

    @Override
    public Actor actor() {
      return Actor.RANDOM;
    }
  }

  /** The largest output of the network, or, for a share of the steps, any action. */
  final class Greedy implements Player {
    private final SplittableRandom random;
    private final int actions;
    private final double epsilon;
    private int best;

    Greedy(int actions, double epsilon, long seed) {
      this.actions = actions;
      this.epsilon = epsilon;
      random = new SplittableRandom(seed);
    }

    @Override
    public void answered(float[] y) {
      best = Argmax.of(y);
    }

    @Override
    public int act() {
      return random.nextDouble() < epsilon ? random.nextInt(actions) : best;
    }

    @Override
    public Actor actor() {
      return Actor.NETWORK;
    }

    @Override
    public OptionalDouble epsilon() {
      return OptionalDouble.of(epsilon);
    }
  }
}
