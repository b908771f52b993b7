package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Backends beside the definition: one that is wrong, one that cannot run here. */
class InstalledBackendsTest {
  @TempDir private Path folder;

  @Test
  void verifyTakesEveryAvailableOneAndAFailureCanBeShownAgain() throws IOException {
    CommandRun run =
        Installed.run(
            folder,
            "verify --builtin table4 --steps 3 --thresholds 0 --json",
            Installed.Faulty.class,
            Installed.Unplugged.class);
    JsonNode json = run.json();
    assertEquals(ExitCode.CHECK_FAILED, run.code());
    assertEquals("", run.err());
    assertFalse(json.get("ok").booleanValue());
    Set<String> backends =
        json.get("rows")
            .valueStream()
            .map(row -> row.get("backend").stringValue())
            .collect(Collectors.toSet());
    assertEquals(Set.of("scalar", "faulty"), backends);
    for (JsonNode row : json.get("rows")) {
      if (row.get("mode").stringValue().equals("EXACT")) {
        boolean scalar = row.get("backend").stringValue().equals("scalar");
        assertEquals(scalar, row.get("countsEqual").booleanValue());
      }
      assertPeer(row);
    }
    assertTrue(json.at("/failures/0/what").stringValue().startsWith("EXACT: "));
    assertCanBeShownAgain(json.at("/failures/0/reproduce").stringValue());
  }

  /** In FLOAT32 the first backend is everybody else's peer; here they add alike. */
  private static void assertPeer(JsonNode row) {
    JsonNode peer = row.get("peer");
    boolean has =
        row.get("mode").stringValue().equals("FLOAT32")
            && row.get("backend").stringValue().equals("faulty");
    assertEquals(has, peer.isObject(), row.toString());
    if (has) {
      assertEquals("scalar", peer.get("backend").stringValue());
      assertEquals(1, peer.get("comparedShare").doubleValue());
      assertEquals(0, peer.get("maxAbsError").doubleValue());
      assertEquals(0, peer.get("maxAbsErrorOfRuns").doubleValue());
    }
  }

  private void assertCanBeShownAgain(String reproduce) throws IOException {
    assertTrue(
        reproduce.startsWith("./saccade verify --builtin table4 --backends faulty "), reproduce);
    String line = reproduce.substring("./saccade ".length());
    CommandRun again = Installed.run(folder, line, Installed.Faulty.class);
    assertEquals(ExitCode.CHECK_FAILED, again.code());
    assertTrue(again.out().contains("FAILED: EXACT: "), again.out());
    assertTrue(again.out().contains("again: " + reproduce), again.out());
  }

  @Test
  void aDemoOfAWrongOneIsNotVerified() throws IOException {
    String line = "demo --mode FLOAT32 --steps 5 --check-every 1 --json --backends faulty";
    CommandRun run = Installed.run(folder, line, Installed.Faulty.class);
    assertEquals(ExitCode.CHECK_FAILED, run.code());
    assertFalse(run.json().get("verified").booleanValue());
    assertFalse(run.json().get("failures").isEmpty());
  }

  @Test
  void aForcedOneThatCannotRunIsRefusedWithTheReason() throws IOException {
    for (String command : new String[] {"demo", "verify --builtin table4"}) {
      String line = command + " --backends unplugged";
      CommandRun run = Installed.run(folder, line, Installed.Unplugged.class);
      assertEquals(ExitCode.USAGE, run.code());
      assertEquals("", run.out());
      assertEquals(1, run.errorLines().size(), run.err());
      assertTrue(run.err().contains("unplugged"), run.err());
      assertTrue(run.err().contains(Installed.Unplugged.WHY), run.err());
    }
  }
}
