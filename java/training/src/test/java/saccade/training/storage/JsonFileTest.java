package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {
  record Part(String name, double rate) {}

  enum Colour {
    RED,
    BLUE
  }

  record Example(int count, long seed, boolean fast, String game, List<Part> parts, Colour colour) {
    Example {
      if (count < 0) {
        throw new IllegalArgumentException("count is " + count + "; give at least 0");
      }
    }
  }

  record Optionals(OptionalDouble level, Optional<String> name) {}

  private static final Example EXAMPLE =
      new Example(3, Long.MAX_VALUE, true, "breakout", List.of(new Part("a", 0.1)), Colour.BLUE);

  private static final String TEXT =
      """
      {"count": 3, "seed": 7, "fast": true, "game": "x", "parts": [], "colour": "RED"}""";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("settings.json");
  }

  @Test
  void comesBack() throws IOException {
    JsonFile.write(file(), EXAMPLE);
    assertEquals(EXAMPLE, JsonFile.read(file(), Example.class));
    String text = Files.readString(file());
    assertTrue(text.indexOf("count") < text.indexOf("seed"), "in their order: " + text);
    assertTrue(text.endsWith("}\n"), text);
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(1, entries.count());
    }
  }

  @Test
  void optionalValuesComeBack() throws IOException {
    for (Optionals value :
        List.of(
            new Optionals(OptionalDouble.of(0.5), Optional.of("x")),
            new Optionals(OptionalDouble.empty(), Optional.empty()))) {
      JsonFile.write(file(), value);
      assertEquals(value, JsonFile.read(file(), Optionals.class));
    }
  }

  @Test
  void whatIsNotANumberComesBack() throws IOException {
    for (double rate : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 1e-300}) {
      JsonFile.write(file(), new Part("x", rate));
      assertEquals(rate, JsonFile.read(file(), Part.class).rate());
    }
  }

  private void assertRefused(String text, String why) throws IOException {
    Files.writeString(file(), text);
    String message =
        assertThrows(StorageException.class, () -> JsonFile.read(file(), Example.class))
            .getMessage();
    assertTrue(message.contains(why), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void goodTextIsRead() throws IOException {
    Files.writeString(file(), TEXT);
    assertEquals(7, JsonFile.read(file(), Example.class).seed());
  }

  @Test
  void keysAreNeitherMissingNorUnknown() throws IOException {
    assertRefused(TEXT.replace("\"seed\": 7, ", ""), "'seed'");
    assertRefused(TEXT.replace("\"game\": \"x\", ", ""), "'game'");
    assertRefused(TEXT.replace("\"seed\": 7", "\"seed\": 7, \"sead\": 8"), "unknown key 'sead'");
    assertRefused(TEXT.replace("\"seed\": 7", "\"seed\": 7, \"seed\": 8"), "seed");
    assertRefused(TEXT.replace("[]", "[{\"name\": \"a\"}]"), "'parts[0].rate'");
  }

  @Test
  void typesAreRight() throws IOException {
    for (String wrong : List.of("\"7\"", "7.5", "null", "[]", "{}", "true", "1e30", "\"\"")) {
      assertRefused(TEXT.replace("\"seed\": 7", "\"seed\": " + wrong), "seed");
    }
    for (String wrong : List.of("1", "\"true\"", "null")) {
      assertRefused(TEXT.replace("\"fast\": true", "\"fast\": " + wrong), "fast");
    }
    for (String wrong : List.of("1", "null", "true", "1.5")) {
      assertRefused(TEXT.replace("\"x\"", wrong), "game");
    }
    for (String wrong : List.of("\"GREEN\"", "0", "null", "\"\"")) {
      assertRefused(TEXT.replace("\"RED\"", wrong), "colour");
    }
    assertRefused(TEXT.replace("[]", "[null]"), "parts");
  }

  @Test
  void recordsHaveTheLastWord() throws IOException {
    assertRefused(TEXT.replace("\"count\": 3", "\"count\": -3"), "count is -3; give at least 0");
  }

  @Test
  void whatIsNoJson() throws IOException {
    assertRefused("", "correct it");
    assertRefused("{", "no valid JSON in line 1");
    assertRefused(TEXT + "x", "no valid JSON");
    assertRefused(TEXT + TEXT, "correct it");
    assertRefused("null", "null");
    assertRefused("[1]", "correct it");
    assertRefused("\u0000\u00ff", "no valid JSON");
    assertRefused("[".repeat(100_000), "correct it");
  }

  @Test
  void missingFile() {
    String message =
        assertThrows(StorageException.class, () -> JsonFile.read(file(), Example.class))
            .getMessage();
    assertTrue(message.contains("there is no file"), message);
  }

  @Test
  void failedWriteLeavesTheFile() throws IOException {
    Path lost = folder.resolve("lost").resolve("x.json");
    assertThrows(StorageException.class, () -> JsonFile.write(lost, EXAMPLE));
  }
}
