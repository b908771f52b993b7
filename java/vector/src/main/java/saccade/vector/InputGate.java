package saccade.vector;

import org.jspecify.annotations.Nullable;
import saccade.engine.GridThreshold;
import saccade.engine.PlanInfo;
import saccade.model.InputGrids;
import saccade.model.Thresholds;

/** T of the input per element of a frame; in EXACT the integer k (contract, law 6f). */
final class InputGate {
  /** T = 0. */
  static final InputGate ALL = new InputGate(new float[] {0});

  private final float[] least;

  private InputGate(float[] least) {
    this.least = least;
  }

  static InputGate of(Thresholds thresholds, PlanInfo plan) {
    @Nullable InputGrids grids = plan.grids() == null ? null : plan.grids().inputGrids();
    boolean one = !thresholds.perElement() && (grids == null || grids.size() == 1);
    float[] least = new float[one ? 1 : plan.network().input().frameSize()];
    for (int i = 0; i < least.length; i++) {
      float t = thresholds.input(i);
      least[i] = grids == null ? t : GridThreshold.steps(t, grids.grid(i));
    }
    return new InputGate(least);
  }

  float at(int frameElement) {
    return least.length == 1 ? least[0] : least[frameElement];
  }

  /** The least change of a gray level that is sent, at least 1. */
  int grayLevels() {
    return Math.max(1, (int) Math.min(Math.ceil(least[0]), Byte.MAX_VALUE * 4));
  }

  boolean transmits(float d, int frameElement) {
    return d != 0 && Math.abs(d) >= at(frameElement);
  }
}
