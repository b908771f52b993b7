package saccade.vector;

import org.jspecify.annotations.Nullable;
import saccade.engine.PlanInfo;
import saccade.model.InputGrids;
import saccade.model.Normaliser;
import saccade.model.Shape;

/** What the first layer takes for a sent value: itself, or what did not fold (contract, law 3). */
final class Propagation {
  private final @Nullable Normaliser normaliser;
  private final @Nullable InputGrids grids;
  private final Shape shape;
  private final int frameSize;
  private final boolean identity;

  Propagation(PlanInfo plan) {
    grids = plan.grids() == null ? null : plan.grids().inputGrids();
    normaliser = plan.network().normaliser();
    shape = plan.network().shape(0);
    frameSize = plan.network().input().frameSize();
    identity = grids != null ? !grids.hasTables() : normaliser == null || normaliser.isIdentity();
  }

  /** True if every value is taken as it is. */
  boolean isIdentity() {
    return identity;
  }

  /** z of a sent value of a neuron, numbered (y, x, c). */
  float z(int neuron, float value) {
    if (identity) {
      return value;
    }
    int element = shape.modelIndex(neuron);
    if (grids != null) {
      return grids.propagated(element, element % frameSize, (int) value);
    }
    if (normaliser == null) {
      return value;
    }
    float z = value - normaliser.mean(element);
    return Math.min(Math.max(z, normaliser.low(element)), normaliser.high(element));
  }
}
