package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The commands on a real robot's policy and its trace, in the folder SACCADE_ROBOTS. */
class RobotTest {
  private static String policy = "";
  private static String trace = "";

  @BeforeAll
  static void find() {
    String robots = System.getenv("SACCADE_ROBOTS");
    assumeTrue(robots != null, "skipped: SACCADE_ROBOTS names no folder with robots");
    policy = Path.of(robots, "go1", "policy.onnx").toString();
    trace = Path.of(robots, "go1", "trace.npz").toString();
    assumeTrue(
        Files.isReadable(Path.of(policy)) && Files.isReadable(Path.of(trace)),
        "skipped: no go1 in " + robots);
  }

  private static JsonNode go1(String command, String... more) {
    String[] args = new String[more.length + 4];
    args[0] = command;
    args[1] = policy;
    args[2] = "--trace=" + trace;
    args[3] = "--json";
    System.arraycopy(more, 0, args, 4, more.length);
    CommandRun run = CommandRun.of(args);
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    return run.json();
  }

  @Test
  void itRunsAsOnnxRuntimeDoes() {
    JsonNode report = go1("run", "--steps=300");
    assertTrue(report.get("verified").booleanValue());
    assertEquals(189_952, report.at("/multiplications/dense").longValue());
    assertTrue(report.at("/outputError/max").doubleValue() < 1e-5);
    assertTrue(report.get("notes").get(0).stringValue().contains("dropped"));
  }

  @Test
  void everyRowHolds() {
    JsonNode report = go1("verify", "--steps=100");
    assertTrue(report.get("ok").booleanValue());
    assertEquals(6, report.get("rows").size());
  }

  @Test
  void aSoakKeepsEveryBit() {
    JsonNode report = go1("verify", "--soak", "--steps=1000", "--thresholds=0.01");
    assertEquals(0, report.get("differingBits").longValue());
  }

  @Test
  void inspectTellsWhatItIs() {
    JsonNode report = CommandRun.of("inspect", policy, "--json").json();
    assertEquals(4, report.get("layers").size());
    assertEquals(48, report.at("/input/frame/0").intValue());
    assertTrue(report.get("verdict").stringValue().startsWith("use dense unless"));
  }
}
