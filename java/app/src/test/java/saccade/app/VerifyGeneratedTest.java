package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import saccade.app.generator.GeneratedReport;
import saccade.engine.Backends;
import saccade.engine.scalar.PlantedFault;
import tools.jackson.databind.JsonNode;

/** {@code verify --generated}: the keys of its JSON are part of the interface. */
class VerifyGeneratedTest {
  @Test
  void casesRunOnEveryBackendThatWasNamed() {
    CommandRun run =
        CommandRun.of(
            "verify", "--generated", "--cases=20", "--seed=7", "--backends=scalar", "--json");
    assertEquals(0, run.code(), run.err());
    JsonNode report = run.json();
    assertTrue(report.path("ok").asBoolean());
    assertEquals(7, report.path("seed").asLong());
    assertEquals(0, report.path("failures").size());
    assertEquals(1, report.path("rows").size());
    JsonNode row = report.path("rows").get(0);
    assertEquals("scalar", row.path("backend").asString());
    assertEquals(20, row.path("cases").asLong());
    assertTrue(row.path("withoutExact").isNumber() && row.path("seconds").isNumber());
    CommandRun text = CommandRun.of("verify", "--generated", "--cases=2", "--backends=scalar");
    assertEquals(0, text.code(), text.err());
    assertTrue(text.out().contains("scalar: 2 cases from seed 1"), text.out());
  }

  @Test
  void oneCaseRunsByItsId() {
    CommandRun run =
        CommandRun.of(
            "verify", "--generated", "17:layers=2,only=SESSIONS+GROUPS,drop=1-3", "--json");
    assertEquals(0, run.code(), run.err());
    assertEquals(17, run.json().path("seed").asLong());
    assertEquals(1, run.json().path("rows").get(0).path("cases").asLong());
  }

  @Test
  void whatIsNotUnderstoodIsOneSentence() {
    CommandRun id = CommandRun.of("verify", "--generated", "17:clouds=2");
    assertEquals(ExitCode.USAGE, id.code());
    assertTrue(id.err().contains("'clouds'"), id.err());
    CommandRun cases = CommandRun.of("verify", "--generated", "--cases", "0");
    assertEquals(ExitCode.USAGE, cases.code());
    assertTrue(cases.err().contains("--cases 0"), cases.err());
  }

  @Test
  void aFailureComesWithTheLineThatBringsItBack() {
    GeneratedReport report = run(PlantedFault.EVENT_LOST.backend(), "--generated", "--cases=3");
    assertFalse(report.ok());
    String reproduce = report.failures().get(0).reproduce();
    assertTrue(reproduce.startsWith("./saccade verify --generated '"), reproduce);
    assertTrue(reproduce.endsWith("' --backends scalar"), reproduce);
    assertTrue(report.toText().contains("FAILED: " + report.failures().get(0).what()));
    String id = reproduce.split("'")[1];
    GeneratedReport again = run(PlantedFault.EVENT_LOST.backend(), "--generated", id);
    assertEquals(report.failures().get(0), again.failures().get(0));
    assertTrue(run(Backends.named("scalar"), "--generated", id).ok());
  }

  private static GeneratedReport run(saccade.engine.Backend backend, String... args) {
    GeneratedOptions options = new GeneratedOptions();
    new CommandLine(new Holder(options)).parseArgs(args);
    assertTrue(options.wanted());
    return options.run(List.of(backend), 1, done -> {});
  }

  /** What the command is to its options. */
  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final GeneratedOptions options;

    Holder(GeneratedOptions options) {
      this.options = options;
    }
  }
}
