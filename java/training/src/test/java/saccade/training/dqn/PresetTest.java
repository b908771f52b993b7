package saccade.training.dqn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;

class PresetTest {
  @Test
  void paperOnMinAtarIsThePublishedDqn() {
    HyperParameters p = Preset.PAPER.of("minatar:breakout", "", 1);
    assertEquals("minatar", p.network());
    assertEquals(new Optimizer.CentredRmsProp(0.00025, 0.95, 0.01), p.optimizer());
    assertEquals(new Exploration(1, 0.1, 100_000), p.exploration());
    assertEquals(new ExperienceSettings(100_000, 5_000, 1, 0.99, 0), p.experience());
    assertEquals(new UpdateSettings(1, 32, 1_000), p.updates());
    assertEquals(1, p.environments());
  }

  @Test
  void paperOnTable1IsDoubleDqnOnAtari() {
    HyperParameters p = Preset.PAPER.of("breakout", "", 1);
    assertEquals("table1", p.network());
    assertEquals(new Optimizer.CentredRmsProp(0.00025, 0.95, 0.01), p.optimizer());
    assertEquals(new Exploration(1, 0.1, 250_000), p.exploration());
    assertEquals(1, p.environments());
    assertEquals(new UpdateSettings(4, 32, 10_000), p.updates());
    assertEquals(new ExperienceSettings(1_000_000, 50_000, 1, 0.99, 1), p.experience());
  }

  @Test
  void fastUpdatesOncePerEightFrames() {
    assertEquals(8, Preset.FAST.of("minatar:breakout", "", 1).updates().everyFrames());
    assertEquals(200_000, Preset.FAST.frames(Preset.FAST.of("minatar:breakout", "", 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "minatar:breakout, 168704",
    "minatar:asterix, 168704",
    "minatar:space_invaders, 187136",
    "minatar:freeway, 196352",
    "minatar:seaquest, 224000"
  })
  void theMinAtarNetworkHasThePublishedCost(String environment, long multiplications) {
    Architecture architecture = Preset.architecture(environment, "minatar");
    assertEquals(
        multiplications,
        architecture
            .network(saccade.training.network.Parameters.initial(architecture, 1))
            .denseMultiplications());
  }

  @Test
  void table1HasTheCostOfTable3() {
    Architecture architecture = Preset.architecture("breakout", "table1");
    assertEquals(
        9_345_024,
        architecture
            .network(saccade.training.network.Parameters.initial(architecture, 1))
            .denseMultiplications());
  }

  @ParameterizedTest
  @CsvSource({
    "minatar:breakout, table1, shows 4x10x10", "breakout, minatar, shows 1x84x84",
    "breakout, table2, choose one of", "pong, table1, unknown environment"
  })
  void whatDoesNotFitIsRefused(String environment, String network, String reason) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Preset.FAST.of(environment, network, 1));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
