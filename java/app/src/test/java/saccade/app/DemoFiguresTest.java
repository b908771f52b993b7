package saccade.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.app.play.GameSource;
import saccade.environments.EmulatedEnvironment;
import saccade.environments.emulation.EmulatedGame;
import tools.jackson.databind.JsonNode;

/** The figures of one demo follow from each other, and its picture from the game. */
class DemoFiguresTest {
  private static final int SEED = 5;
  private static final int STEPS = 60;
  private static final int PNG_SCALE = 3;

  @TempDir private static Path folder;
  private static Path png;
  private static CommandRun run;
  private static JsonNode report;

  @BeforeAll
  static void play() {
    png = folder.resolve("screen.png");
    run = CommandRun.of("demo", "--json", "--seed=" + SEED, "--steps=" + STEPS, "--png=" + png);
    report = run.json();
  }

  @Test
  void nothingIsSaidOnStderr() {
    assertEquals(0, run.code());
    assertEquals("", run.err());
  }

  @Test
  void saysWhatWasPlayedAndChosen() {
    assertEquals("table4", report.get("model").stringValue());
    assertEquals("breakout", report.get("env").stringValue());
    assertEquals("scalar", report.get("backend").stringValue());
    assertEquals("0.0,0.2234,0.0664,0.0471,0.0464,0.001", report.get("thresholds").stringValue());
    assertEquals(SEED, report.get("seed").intValue());
    assertEquals(STEPS, report.get("steps").intValue());
  }

  @Test
  void theWeightedLayersStandInOrderAndAddUp() {
    assertEquals(
        List.of("Conv2d-1", "Conv2d-2", "Conv2d-4", "Dense-1", "Dense-2"),
        report.get("layers").valueStream().map(l -> l.get("name").stringValue()).toList());
    for (String key : List.of("dense", "counted", "estimated")) {
      double total = report.get("multiplications").get(key).doubleValue();
      double sum =
          report.get("layers").valueStream().mapToDouble(l -> l.get(key).doubleValue()).sum();
      assertEquals(total, sum, 1e-6 * total, key);
    }
  }

  @Test
  void theFactorsFollowFromTheMeans() {
    JsonNode all = report.get("multiplications");
    double counted = all.get("counted").doubleValue();
    double dense = all.get("dense").doubleValue();
    double withFirst = ((STEPS - 1) * counted + all.get("firstStep").doubleValue()) / STEPS;
    assertEquals(dense / counted, all.get("reduction").doubleValue(), 1e-6);
    assertEquals(dense / withFirst, all.get("reductionWithFirstSteps").doubleValue(), 1e-6);
    double gain =
        report.at("/denseLatencyMicros/mean").doubleValue()
            / report.at("/latencyMicros/mean").doubleValue();
    assertEquals(gain * counted / dense, report.get("conversion").doubleValue(), 1e-9);
  }

  @Test
  void aLayersOutputIsTheNextLayersInput() {
    JsonNode layers = report.get("layers");
    for (int i = 1; i < layers.size(); i++) {
      assertEquals(
          layers.get(i - 1).get("deltaSparsityOut").doubleValue(),
          layers.get(i).get("deltaSparsityIn").doubleValue());
    }
  }

  @Test
  void atThresholdZeroItEqualsTheLosslessRun() {
    JsonNode zero =
        CommandRun.of("demo", "--steps=20", "--thresholds=0", "--mode=FLOAT32", "--json").json();
    assertEquals("0.0,0.0,0.0,0.0,0.0", zero.get("thresholds").stringValue());
    assertEquals(zero.at("/lossless/counted"), zero.at("/multiplications/counted"));
    assertTrue(zero.get("verified").booleanValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXACT", "FLOAT32"})
  void theLargestThresholdsSendNothing(String mode) {
    CommandRun silent =
        CommandRun.of("demo", "--steps=10", "--thresholds=3e38", "--json", "--mode=" + mode);
    JsonNode json = silent.json();
    assertEquals(0, silent.code());
    assertTrue(json.get("verified").booleanValue());
    assertEquals(1, json.get("staticShare").doubleValue());
    assertEquals(0, json.at("/multiplications/counted").doubleValue());
    assertTrue(json.at("/multiplications/reduction").isNull());
    assertTrue(json.at("/multiplications/reductionMoving").isNull());
    assertTrue(json.get("conversion").isNull());
  }

  @Test
  @Tag("slow")
  void thePapersThresholdsAreSearchedOnTheCalibrationFrames() {
    JsonNode json = CommandRun.of("demo", "--steps=20", "--thresholds=paper", "--json").json();
    String thresholds = json.get("thresholds").stringValue();
    assertTrue(thresholds.matches("0\\.0(,0\\.\\d+){4},0\\.001"), thresholds);
    assertTrue(json.get("verified").booleanValue());
  }

  @Test
  void thePngIsTheLastScreen() throws IOException {
    assertArrayEquals(screenAfter(SEED, STEPS), pixels(png));
  }

  @Test
  void thePngOfAWholeEpisodeIsItsLastScreen() throws IOException {
    Path last = folder.resolve("last.png");
    CommandRun.of("demo", "--seed=1014", "--steps=700", "--episodes=1", "--png=" + last);
    assertArrayEquals(screenAfter(1014, 174), pixels(last));
  }

  private static int[] screenAfter(long seed, int steps) {
    GameSource source = new GameSource("breakout", seed);
    for (int step = 0; step < steps; step++) {
      source.advance();
    }
    byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];
    ((EmulatedEnvironment) source.game()).screen(screen);
    int[] gray = new int[screen.length];
    Arrays.setAll(gray, i -> screen[i] & 0xff);
    return gray;
  }

  private static int[] pixels(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(EmulatedGame.SCREEN_WIDTH * PNG_SCALE, image.getWidth());
    assertEquals(EmulatedGame.SCREEN_HEIGHT * PNG_SCALE, image.getHeight());
    int[] gray = new int[EmulatedGame.SCREEN_LENGTH];
    for (int i = 0; i < gray.length; i++) {
      int x = i % EmulatedGame.SCREEN_WIDTH * PNG_SCALE + 1;
      int y = i / EmulatedGame.SCREEN_WIDTH * PNG_SCALE + 1;
      gray[i] = image.getRaster().getSample(x, y, 0);
    }
    return gray;
  }
}
