package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.onnx.OnnxRunners;
import tools.jackson.databind.JsonNode;

class DevicesCommandTest {
  @TempDir private Path folder;

  @Test
  void listsBackendsWithEveryKeyOfTheInterface() {
    CommandRun result = CommandRun.of("devices", "--json");
    assertEquals(0, result.code());
    assertEquals("", result.err());
    assertTrue(result.json().path("backends").isArray());
    for (JsonNode row : result.json().get("backends")) {
      for (String key : List.of("name", "device", "type")) {
        assertTrue(row.path(key).isString(), key);
      }
      assertTrue(row.path("available").isBoolean());
      assertEquals(row.get("available").booleanValue(), row.path("why").isNull());
    }
  }

  @Test
  void theDefinitionIsAlwaysAvailable() {
    assertTrue(row(CommandRun.of("devices", "--json"), "scalar").get("available").booleanValue());
  }

  @Test
  void onnxRuntimeIsThereOrSaysWhyNot() {
    JsonNode row = row(CommandRun.of("devices", "--json"), "onnxruntime");
    assertEquals(OnnxRunners.first().isPresent(), row.get("available").booleanValue());
    System.setProperty(OnnxRunners.MISSING, "it was not fetched");
    try {
      row = row(CommandRun.of("devices", "--json"), "onnxruntime");
      assertFalse(row.get("available").booleanValue());
      assertEquals("it was not fetched", row.get("why").stringValue());
    } finally {
      System.clearProperty(OnnxRunners.MISSING);
    }
  }

  @Test
  void anUnavailableBackendSaysWhy() throws IOException {
    CommandRun result = Installed.run(folder, "devices --json", Installed.Unplugged.class);
    JsonNode row = row(result, "unplugged");
    assertFalse(row.get("available").booleanValue());
    assertEquals(Installed.Unplugged.WHY, row.get("why").stringValue());
    CommandRun text = Installed.run(folder, "devices", Installed.Unplugged.class);
    assertTrue(text.out().contains(Installed.Unplugged.WHY), text.out());
    assertTrue(text.out().contains("scalar       CPU                available on "), text.out());
  }

  private static JsonNode row(CommandRun result, String name) {
    return result
        .json()
        .get("backends")
        .valueStream()
        .filter(row -> row.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
