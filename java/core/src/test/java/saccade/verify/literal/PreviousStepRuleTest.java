package saccade.verify.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static saccade.verify.literal.HandMade.events;
import static saccade.verify.literal.HandMade.network;
import static saccade.verify.literal.HandMade.ours;
import static saccade.verify.literal.HandMade.previousStep;
import static saccade.verify.literal.HandMade.step;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.model.Activation;
import saccade.model.Network;

/** Equations 4 to 6 to the letter: what is dropped is lost. */
class PreviousStepRuleTest {
  /** Pixel into h = 3 x, y = h. */
  private static final Network CHAIN =
      network(1, Activation.NONE, new float[] {3}, new float[] {1});

  @Test
  void aDriftBelowTOfTheInputIsLostForEver() {
    EventRule previous = previousStep(CHAIN, 2, 0);
    EventRule ours = ours(CHAIN, 2, 0);
    for (int gray = 1; gray <= 100; gray++) {
      float lost = 3 * gray - step(previous, gray);
      float late = 3 * gray - step(ours, gray);
      assertEquals(3 * gray, lost, "every change of 1 is dropped");
      assertEquals(gray % 2 == 0 ? 0 : 3, late, "every second step sends a change of 2");
    }
    assertEquals(300f - 300f, step(previous, 100), "standing still brings nothing back");
    assertEquals(300f, step(ours, 100));
  }

  @Test
  void aDriftBelowTOfAHiddenNeuronIsLostForEver() {
    EventRule previous = previousStep(CHAIN, 0, 4);
    EventRule ours = ours(CHAIN, 0, 4);
    for (int gray = 1; gray <= 10; gray++) {
      assertEquals(0f, step(previous, gray), "h changes by 3 per step, which is below 4");
      assertEquals(gray % 2 == 0 ? 3 * gray : 3 * (gray - 1), step(ours, gray));
    }
  }

  @Test
  void whatWasLostStaysLostWhenALargeChangeIsSent() {
    EventRule previous = previousStep(CHAIN, 2, 0);
    step(previous, 1);
    step(previous, 2);
    assertEquals(3 * 10f, step(previous, 12), "sends 12 - 2, not 12");
    assertEquals(-3 * 2f, step(previous, 0), "sends 0 - 12");
    previous.reset();
    assertEquals(0f, step(previous, 0), "a reset is the only cure");
  }

  @Test
  void itSendsAtExactlyTAndNoZeros() {
    EventRule previous = previousStep(CHAIN, 2, 0);
    assertEquals(6f, step(previous, 2));
    assertEquals(List.of(1L, 1L), events(previous));
    assertEquals(6f, step(previous, 2));
    assertEquals(List.of(0L, 0L), events(previous));
  }

  @Test
  void thresholdsThatDoNotFitAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> previousStep(CHAIN, 1, 2, 3, 4));
  }
}
