package saccade.bench.workload;

import org.jspecify.annotations.Nullable;
import saccade.builtin.DeepQNetwork;

/**
 * Where the steps of a workload's file come from.
 *
 * @param source "noise", "gait" or the name of an environment
 * @param sprites what moves over the frames of a game, if anything
 * @param stillAfter last step that changes anything; null if all may
 * @param cutEvery steps from scene cut to scene cut; null for none
 */
record StepsPart(
    String source,
    SpriteTrace.@Nullable Sprites sprites,
    @Nullable Integer stillAfter,
    @Nullable Integer cutEvery) {
  private static final String NOISE = "noise";
  private static final String GAIT = "gait";

  boolean isGame() {
    return !source.equals(NOISE) && !source.equals(GAIT);
  }

  boolean isGait() {
    return source.equals(GAIT);
  }

  StepTrace trace(int steps, long seed) {
    StepTrace trace =
        switch (source) {
          case NOISE -> new NoiseTrace(steps, seed);
          case GAIT -> new GaitTrace(steps, seed);
          default -> GameTrace.play(source, played(steps), seed);
        };
    if (sprites != null) {
      trace = new SpriteTrace(trace, DeepQNetwork.SIDE, sprites, seed);
    }
    if (stillAfter != null) {
      trace = new StillTrace(trace, steps, stillAfter);
    }
    return cutEvery == null ? trace : new SceneCutTrace(trace, cutEvery);
  }

  /** A game that stops need not be played on. */
  private int played(int steps) {
    return stillAfter == null ? steps : Math.min(steps, stillAfter + 1);
  }
}
