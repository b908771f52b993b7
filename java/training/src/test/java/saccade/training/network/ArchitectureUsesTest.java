package saccade.training.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import saccade.model.Network;
import saccade.model.PlacedLayer;

class ArchitectureUsesTest {
  @Test
  void multiplicationsOfTableThree() {
    Architecture table1 = Architecture.table1(4);
    long[] printed = {3_276_800, 2_654_208, 1_806_336, 1_605_632, 2_048};
    for (int i = 0; i < printed.length; i++) {
      assertEquals(printed[i], (long) table1.weights(i) * table1.uses(i));
    }
  }

  @Test
  void agreesWithTheNetwork() {
    for (Architecture a :
        new Architecture[] {Architecture.table1(18), Architecture.minatar(7, 3)}) {
      Network network = a.network(Parameters.zeros(a));
      for (int i = 0; i < a.layers().size(); i++) {
        PlacedLayer placed = network.weighted().get(i);
        assertEquals(placed.denseMultiplications(), (long) a.weights(i) * a.uses(i), a.name());
      }
    }
  }
}
