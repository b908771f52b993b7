package saccade.training.evaluation;

import java.util.function.BooleanSupplier;
import saccade.engine.Argmax;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Thresholds;

/**
 * Judges an agent by playing: its actions are the largest value that a Saccade session gives, in
 * closed loop, with a small share of random actions so that no single trajectory decides.
 *
 * @param returns what the episodes won
 * @param steps steps that were played
 * @param dense multiplications of an unoptimised step
 * @param counted mean significant multiplications per step, first steps of episodes left out
 */
public record Evaluation(Returns returns, long steps, long dense, double counted) {
  /**
   * Plays a plan's network at these thresholds.
   *
   * @throws StoppedException once {@code stop} says so
   */
  public static Evaluation of(
      Plan plan,
      Thresholds thresholds,
      String environment,
      EvaluationOptions options,
      BooleanSupplier stop) {
    try (Session session = plan.open(thresholds)) {
      SessionAgent agent = new SessionAgent(session, plan.network().outputSize());
      Returns returns = new Episodes(environment, options, stop).play(agent);
      return new Evaluation(
          returns, agent.steps, plan.network().denseMultiplications(), agent.meanCounted());
    }
  }

  /** What random actions win in the same environment. */
  public static Returns random(
      String environment, EvaluationOptions options, BooleanSupplier stop) {
    EvaluationOptions blind =
        new EvaluationOptions(options.episodes(), 1, options.maxSteps(), options.seed());
    return new Episodes(environment, blind, stop).play((frame, first) -> 0);
  }

  /** Dense multiplications over counted ones; infinite if none was counted. */
  public double fewer() {
    return dense / counted;
  }

  /** The largest value's action, and what it cost. */
  static final class SessionAgent implements Agent {
    private final Session session;
    private final float[] y;
    private long steps;
    private long later;
    private long counted;

    SessionAgent(Session session, int outputs) {
      this.session = session;
      y = new float[outputs];
    }

    @Override
    public int act(byte[] frame, boolean first) {
      if (first) {
        session.reset();
      }
      Observations.stepFrame(session, frame, y);
      steps++;
      if (!first) {
        later++;
        counted += session.counts().counted();
      }
      return Argmax.of(y);
    }

    private double meanCounted() {
      return later == 0 ? 0 : (double) counted / later;
    }
  }
}
