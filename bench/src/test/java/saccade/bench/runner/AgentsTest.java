package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AgentsTest {
  private final Agents agents = new Agents(new Toys.Square(12, 6), 3);

  @Test
  void agentsAreSpreadOverTheTraceWhichBeginsAgain() {
    assertEquals(0, agents.step(0, 0));
    assertEquals(4, agents.step(1, 0));
    assertEquals(8, agents.step(2, 0));
    assertEquals(1, agents.step(2, 5));
    assertEquals(3, agents.step(0, 12 * 1000 + 3));
  }

  @Test
  void episodesBeginWhereTheTraceSaysAndAtTheVeryFirstStep() {
    assertTrue(agents.begins(1, 0));
    assertFalse(agents.begins(1, 1));
    assertTrue(agents.begins(1, 2)); // step 6
    assertTrue(agents.anyBegins(2));
    assertFalse(agents.anyBegins(3));
  }
}
