package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import saccade.training.learner.Minibatch;

/** The target and the Huber loss, worked by hand. */
class DoubleDqnTest {
  private final float[] gradient = {9, 9};

  private float loss(float reward, float discount, int action, float[] online, float[] target) {
    Minibatch batch = new Minibatch(1, 1);
    batch.rewards()[0] = reward;
    batch.discounts()[0] = discount;
    batch.actions()[0] = action;
    return DoubleDqn.loss(batch, 2, online, target, gradient);
  }

  @Test
  void theOnlineNetworkChoosesAndTheTargetNetworkJudges() {
    // The online network prefers action 1 next; the target network's best would be action 0.
    float loss = loss(0.25f, 0.5f, 0, new float[] {1, 7, 2, 3}, new float[] {100, 1});
    // The goal is 0.25 + 0.5 * 1, the error 1 - 0.75.
    assertEquals(0.03125f, loss);
    assertArrayEquals(new float[] {0.25f, 0}, gradient);
  }

  @Test
  void anEpisodesEndCountsNoNextValue() {
    assertEquals(0.125f, loss(1.5f, 0, 1, new float[] {7, 1, 2, 3}, new float[] {100, 100}));
    assertArrayEquals(new float[] {0, -0.5f}, gradient);
  }

  @Test
  void anErrorAboveOneCountsLinearly() {
    assertEquals(3.5f, loss(0, 0, 0, new float[] {4, 0, 0, 0}, new float[2]));
    assertArrayEquals(new float[] {1, 0}, gradient);
    assertEquals(3.5f, loss(0, 0, 0, new float[] {-4, 0, 0, 0}, new float[2]));
    assertArrayEquals(new float[] {-1, 0}, gradient);
    assertEquals(0.5f, loss(0, 0, 0, new float[] {1, 0, 0, 0}, new float[2]));
  }

  @Test
  void theMeanOverTheBatchIsTaken() {
    Minibatch batch = new Minibatch(2, 1);
    float[] two = new float[4];
    batch.rewards()[0] = 1;
    batch.actions()[1] = 1;
    batch.rewards()[1] = -3;
    assertEquals(1.5f, DoubleDqn.loss(batch, 2, new float[8], new float[4], two));
    assertArrayEquals(new float[] {-0.5f, 0, 0, 0.5f}, two);
  }

  @Test
  void ofEqualValuesTheFirstIsChosen() {
    assertEquals(0.5f, loss(0, 1, 0, new float[] {0, 0, 3, 3}, new float[] {1, 100}));
  }

  @Test
  void whatIsNotANumberIsNotHidden() {
    float nan = Float.NaN;
    assertTrue(Float.isNaN(loss(0, 1, 0, new float[] {nan, 0, 0, 0}, new float[2])));
    assertTrue(Float.isNaN(gradient[0]));
    assertTrue(Float.isNaN(loss(0, 1, 0, new float[4], new float[] {nan, nan})));
    float loss = loss(0, 0, 0, new float[] {Float.POSITIVE_INFINITY, 0, 0, 0}, new float[2]);
    assertEquals(Float.POSITIVE_INFINITY, loss);
  }
}
