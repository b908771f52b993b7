package saccade.verify.literal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.verify.literal.HandMade.events;
import static saccade.verify.literal.HandMade.literal;
import static saccade.verify.literal.HandMade.multiplications;
import static saccade.verify.literal.HandMade.network;
import static saccade.verify.literal.HandMade.ours;
import static saccade.verify.literal.HandMade.step;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.model.Activation;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.verify.selftest.RandomFrames;

/** Algorithm 1 to the letter. */
class LiteralAlgorithmTest {
  private static final long NO_BOUND = LiteralAlgorithm.LARGEST_BOUND; // never reached here

  /** Pixel into h = x, y = h. */
  private static final Network CHAIN =
      network(1, Activation.NONE, new float[] {1}, new float[] {1});

  /** h = x0 - x1, y = h. */
  private static final Network DIFFERENCE =
      network(2, Activation.NONE, new float[] {1, -1}, new float[] {1});

  /** h = the sum of four pixels, y = h. */
  private static final Network SUM =
      network(4, Activation.NONE, new float[] {1, 1, 1, 1}, new float[] {1});

  @Test
  void testingAfterEveryArrivalSendsWhatTheNextArrivalTakesBack() {
    EventRule literal = literal(DIFFERENCE, NO_BOUND, 1, 1);
    EventRule ours = ours(DIFFERENCE, 1, 1);
    assertEquals(0f, step(literal, 5, 5));
    assertEquals(0f, step(ours, 5, 5));
    assertEquals(List.of(2L, 2L), events(literal), "h sends 5, then -5");
    assertEquals(List.of(2L, 0L), events(ours), "h is 0 before and after");
    assertEquals(4, literal.counts().multiplications());
    assertEquals(2, ours.counts().multiplications());
    assertEquals(4, literal.counts().tests(), "two pixels, and h after each of them");
  }

  @Test
  void testingAfterEveryArrivalMayEndOnAnotherValue() {
    // x0 alone is below T = 3, x1 lifts O to 4 and h sends, x2 takes O back to 2: |2 - 4| < 3.
    Network network = network(3, Activation.NONE, new float[] {1, 1, -1}, new float[] {1});
    assertEquals(4f, step(literal(network, NO_BOUND, 1, 3), 2, 2, 2));
    assertEquals(0f, step(ours(network, 1, 3), 2, 2, 2));
  }

  @Test
  void itSendsAtExactlyT() {
    EventRule literal = literal(CHAIN, NO_BOUND, 1, 4);
    assertEquals(0f, step(literal, 3), "d = 3");
    assertEquals(4f, step(literal, 4), "d = 4");
    assertEquals(4f, step(literal, 1), "d = -3");
    assertEquals(0f, step(literal, 0), "d = -4");
    EventRule input = literal(CHAIN, NO_BOUND, 4, 1);
    assertEquals(0f, step(input, 3), "d = 3");
    assertEquals(4f, step(input, 4), "d = 4");
  }

  @Test
  void atZeroADeltaOfZeroIsSentAndOursSendsNone() {
    EventRule literal = literal(SUM, NO_BOUND, 0, 0);
    EventRule ours = ours(SUM, 0, 0);
    for (int i = 0; i < 3; i++) {
      assertEquals(28f, step(literal, 7, 7, 7, 7));
      assertEquals(28f, step(ours, 7, 7, 7, 7));
      assertEquals(List.of(4L, 4L), events(literal));
      assertEquals(List.of(4L, 4L), multiplications(literal));
    }
    assertEquals(List.of(0L, 0L), events(ours), "nothing has changed");
  }

  @Test
  void theSmallestThresholdSendsNoZeros() {
    EventRule literal = literal(SUM, NO_BOUND, Float.MIN_VALUE, Float.MIN_VALUE);
    step(literal, 7, 7, 7, 7);
    assertEquals(List.of(4L, 4L), events(literal));
    step(literal, 7, 7, 7, 7);
    assertEquals(List.of(0L, 0L), events(literal));
  }

  @Test
  void theLastLayerIsNotTested() {
    assertEquals(1f, step(literal(CHAIN, NO_BOUND, 1, 1, 1e30f), 1));
  }

  @Test
  void aPrunedWeightIsNoAncestor() {
    Network pruned = network(2, Activation.NONE, new float[] {1, 0, 1, 1}, new float[] {1, 1});
    EventRule literal = literal(pruned, NO_BOUND, 0, 0);
    assertEquals(15f, step(literal, 5, 5));
    assertEquals(List.of(2L, 3L), events(literal), "the second pixel reaches one neuron only");
    assertEquals(List.of(3L, 3L), multiplications(literal));
  }

  @Test
  void aStepThatReachesItsBoundSaysSoAndTheNextOneGoesOn() {
    EventRule literal = literal(SUM, 3, 1, 1);
    float cut = step(literal, 1, 1, 1, 1);
    RuleCounts counts = literal.counts();
    assertEquals(0f, cut, "three pixels have used the bound up, so h sends nothing");
    assertTrue(counts.cutOff());
    assertEquals(3, counts.events());
    assertEquals(1 + 3, counts.withheld(), "one pixel, and h after each of three arrivals");
    assertEquals(4f, step(literal, 1, 1, 1, 1), "the fourth pixel goes, h follows");
    assertFalse(literal.counts().cutOff());
    assertEquals(List.of(1L, 1L), events(literal));
    step(literal, 1, 1, 1, 1);
    assertEquals(0, literal.counts().events());
  }

  @Test
  void exactlyTheBoundIsNotCutOff() {
    EventRule literal = literal(SUM, 8, 1, 1);
    assertEquals(4f, step(literal, 1, 1, 1, 1));
    assertEquals(8, literal.counts().events());
    assertFalse(literal.counts().cutOff());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, LiteralAlgorithm.LARGEST_BOUND + 1, Long.MAX_VALUE})
  void aBoundThatLetsNothingThroughOrFitsNoMemoryIsRefused(long bound) {
    var error = assertThrows(IllegalArgumentException.class, () -> literal(SUM, bound, 1, 1));
    assertTrue(error.getMessage().contains(bound + " events"), error.getMessage());
  }

  @Test
  void thresholdsThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> literal(SUM, 1, 1));
  }

  @Test
  void otherNetworksAreRefused() {
    Network curved = network(2, Activation.TANH, new float[] {1, 1}, new float[] {1});
    Network floats = new Network("floats", FloatStack.vector(4), SUM.layers().subList(1, 2));
    assertThrows(IllegalArgumentException.class, () -> HandMade.wired(curved));
    assertThrows(IllegalArgumentException.class, () -> HandMade.wired(floats));
  }

  @Test
  void aResetForgetsTheEpisode() {
    EventRule literal = literal(CHAIN, NO_BOUND, 4, 1);
    step(literal, 200);
    literal.reset();
    assertEquals(0, literal.counts().events());
    assertEquals(0f, step(literal, 3), "measured from 0 again");
  }

  @Test
  void whatAStepCostsAtZeroIsTheNumberOfPaths() {
    // Layer by layer: 2 * 3 arrivals, each sent on to 2, each of these sent on to 1.
    Network full =
        network(
            2,
            Activation.RELU,
            new float[] {1, 2, 3, 4, 5, 6},
            new float[] {1, -2, 3, 4, 5, 6},
            new float[] {1, 1});
    LiteralAlgorithm literal = (LiteralAlgorithm) literal(full, NO_BOUND, 0, 0, 0);
    assertEquals(6 + 12 + 12, literal.multiplicationsAtZero());
    step(literal, 9, 1);
    assertEquals(literal.multiplicationsAtZero(), literal.counts().multiplications());
    step(literal, 9, 1);
    assertEquals(literal.multiplicationsAtZero(), literal.counts().multiplications());
  }

  /** With one event per neuron and step there is nothing to gather. */
  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 0.7f, 3})
  void whereEachNeuronHasOneAncestorItIsOurRule(float t) {
    float[] diagonal = {1.5f, 0, 0, 0, -0.75f, 0, 0, 0, 0.3f};
    Network network = network(3, Activation.RELU, diagonal, diagonal, diagonal);
    EventRule literal = literal(network, NO_BOUND, 2, t, t);
    EventRule ours = ours(network, 2, t, t);
    assertSameSteps(network, literal, ours, 3);
  }

  private static void assertSameSteps(Network network, EventRule a, EventRule b, int outputs) {
    RandomFrames frames =
        new RandomFrames(100, ((ImageStack) network.input()).frameSize(), 255, 11);
    byte[] frame = new byte[((ImageStack) network.input()).frameSize()];
    float[] ya = new float[outputs];
    float[] yb = new float[outputs];
    long events = 0;
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      a.step(frame, ya);
      b.step(frame, yb);
      assertArrayEquals(yb, ya, "step " + step);
      assertEquals(b.counts().layers(), a.counts().layers(), "step " + step);
      events += a.counts().events();
    }
    assertTrue(events > 0, "nothing moved");
  }
}
