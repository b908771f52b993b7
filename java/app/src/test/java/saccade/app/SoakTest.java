package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** {@code verify --soak}: long runs, here short ones. */
class SoakTest {
  @TempDir private static Path folder;
  private static Path controller;

  @BeforeAll
  static void writeModel() {
    controller = Models.write(folder, Models.controller());
  }

  private static JsonNode soak(String... more) {
    List<String> args = new ArrayList<>(List.of("verify", "--soak", "--json"));
    args.addAll(List.of(more));
    CommandRun run = CommandRun.of(args.toArray(String[]::new));
    assertEquals(0, run.code(), run.err() + run.out());
    assertEquals("", run.err());
    assertTrue(run.json().get("ok").booleanValue());
    return run.json();
  }

  @Test
  void exactKeepsEveryBitAndFloat32HasACurve() {
    JsonNode report = soak(controller.toString(), "--steps=2000", "--thresholds=0.01");
    assertEquals(2000, report.get("steps").intValue());
    assertEquals(200, report.get("checked").intValue());
    assertEquals(0, report.get("differingBits").intValue());
    assertEquals(2000, report.at("/exact/outputsChecked").intValue());
    assertEquals("random-walk", report.get("env").stringValue());
    JsonNode floats = report.get("float32");
    assertEquals(200, floats.get("curve").size());
    assertEquals(10, floats.at("/curve/0/step").intValue());
    assertEquals(2000, floats.at("/curve/199/step").intValue());
    double worst = 0;
    for (JsonNode point : floats.get("curve")) {
      assertEquals(2, point.get("errors").size());
      for (JsonNode error : point.get("errors")) {
        worst = Math.max(worst, error.doubleValue());
      }
    }
    assertEquals(worst, floats.get("maxError").doubleValue());
    assertTrue(worst > 0 && worst < 1e-4, "error " + worst);
    assertTrue(report.get("files").isEmpty());
  }

  @Test
  void theCurveIsWrittenAsDataAndAsAPicture() throws Exception {
    Path out = folder.resolve("new").resolve("curves");
    JsonNode report = soak(controller.toString(), "--steps=40", "--mode=FLOAT32", "--out=" + out);
    assertTrue(report.get("differingBits").isNull());
    assertTrue(report.get("exact").isNull());
    assertEquals(2, report.get("files").size());
    List<String> csv = Files.readAllLines(out.resolve("soak-controller.onnx.csv"));
    assertEquals("step,hidden,action", csv.get(0));
    assertEquals(41, csv.size());
    assertTrue(csv.get(40).matches("40,\\d\\.\\d+e-?\\d+,\\d\\.\\d+e-?\\d+"), csv.get(40));
    assertPicture(out.resolve("soak-controller.onnx.svg"));
  }

  private static void assertPicture(Path file) throws Exception {
    Document svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    assertEquals(2, svg.getElementsByTagName("polyline").getLength());
    String text = svg.getDocumentElement().getTextContent();
    for (String part :
        List.of("controller.onnx", "steps without a reset", "units of O", "hidden", "action")) {
      assertTrue(text.contains(part), part + " is missing in\n" + text);
    }
    String points =
        svg.getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getNodeValue();
    assertEquals(40, points.split(" ").length);
    assertFalse(points.contains("NaN"), points);
  }

  @Test
  void aTraceIsPlayedAgainAndAgain() {
    Path trace = Models.trace(folder, Models.NUMBERS, 30);
    JsonNode report = soak(controller.toString(), "--steps=100", "--trace=" + trace);
    assertEquals("walk6.npz", report.get("env").stringValue());
    assertEquals(100, report.get("checked").intValue());
  }

  @Test
  void aBuiltInNetworkSeesItsGame() {
    JsonNode report = soak("--builtin=table4", "--steps=12", "--mode=EXACT");
    assertEquals("breakout", report.get("env").stringValue());
    assertEquals("0.0,0.2234,0.0664,0.0471,0.0464,0.001", report.get("thresholds").stringValue());
    assertTrue(report.get("float32").isNull());
  }

  @Test
  void aWrongBackendFailsAndSaysHowToSeeItAgain() throws IOException {
    String line = "verify " + controller + " --soak --steps 20 --backends faulty";
    CommandRun run = Installed.run(folder, line, Installed.Faulty.class);
    assertEquals(ExitCode.CHECK_FAILED, run.code());
    assertTrue(run.out().contains("FAILED: EXACT: layer hidden counts "), run.out());
    String again =
        "./saccade verify " + controller + " --soak --backends faulty --thresholds 0.0,0.0";
    assertTrue(run.out().contains("again: " + again), run.out());
  }

  @Test
  void peopleReadWhatWasChecked() {
    CommandRun run =
        CommandRun.of("verify", controller.toString(), "--soak", "--steps=50", "--seed=2");
    assertEquals(0, run.code(), run.err());
    for (String part :
        List.of(
            "controller.onnx on random-walk, backend scalar, 50 steps without a reset",
            "EXACT: 0 differing bits; every layer checked after 50 steps, y after 50",
            "FLOAT32: max |O - (b + sum of w * sent)| ",
            "Each layer is refreshed every 10,000 steps.",
            "Everything held.")) {
      assertTrue(run.out().contains(part), part + " is missing in\n" + run.out());
    }
  }

  @Test
  void aRefreshTakesTheRoundingAway() {
    String[] line = {controller.toString(), "--steps=1000", "--mode=FLOAT32", "--thresholds=0.01"};
    JsonNode often = soak(line[0], line[1], line[2], line[3], "--refresh-interval=2");
    JsonNode never = soak(line[0], line[1], line[2], line[3], "--refresh-interval=0");
    double refreshed = often.at("/float32/maxError").doubleValue();
    assertTrue(refreshed < never.at("/float32/maxError").doubleValue());
  }
}
