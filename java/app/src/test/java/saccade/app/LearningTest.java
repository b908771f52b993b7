package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The preset for minutes learns something, every time. */
@Tag("slow")
class LearningTest {
  /** Four times what random actions win (0.5). */
  private static final double THRESHOLD = 2.0;

  @TempDir Path folder;

  @BeforeAll
  static void libtorchIsHere() {
    Libtorch.require();
  }

  @Test
  void minAtarBreakoutIsLearnedToTheThreshold() {
    CommandRun result =
        CommandRun.of(
            "train",
            "--env",
            "minatar:breakout",
            "--frames",
            "60000",
            "--seed",
            "1",
            "--out",
            folder.resolve("run").toString(),
            "--json");
    assertEquals(0, result.code(), result.err());
    JsonNode json = result.json();
    assertTrue(json.get("trainingReturn").asDouble() > THRESHOLD, result.out());
    assertTrue(json.get("return").asDouble() > THRESHOLD, result.out());
    assertTrue(json.get("randomReturn").asDouble() < 1, result.out());
  }
}
