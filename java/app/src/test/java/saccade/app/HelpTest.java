package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {
  private static final String EXAMPLE = "Example: saccade ";

  static Stream<String> subcommands() {
    return new CommandLine(Main.class).getSubcommands().keySet().stream();
  }

  @Test
  void theSubcommandsThatExistAreTested() {
    assertTrue(
        subcommands().toList().containsAll(List.of("demo", "run", "verify", "inspect", "devices")));
  }

  @ParameterizedTest
  @MethodSource("subcommands")
  void everySubcommandHasHelpWithExamplesThatParse(String name) {
    CommandRun result = CommandRun.of(name, "--help");
    assertEquals(0, result.code());
    assertEquals("", result.err());
    assertTrue(result.out().startsWith("Usage: saccade " + name), result.out());
    assertTrue(result.out().contains("--json"), result.out());
    assertTrue(result.out().contains("--debug"), result.out());
    List<String> examples = result.out().lines().filter(l -> l.startsWith(EXAMPLE)).toList();
    assertFalse(examples.isEmpty(), result.out());
    for (String example : examples) {
      String[] args = example.substring(EXAMPLE.length()).split(" ");
      assertEquals(name, args[0]);
      new CommandLine(Main.class).parseArgs(args);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void theCommandItselfListsSubcommandsAndExitCodes(String flag) {
    CommandRun result = CommandRun.of(flag);
    assertEquals(0, result.code());
    assertEquals("", result.err());
    assertTrue(result.out().contains(EXAMPLE), result.out());
    assertTrue(result.out().contains("Exit codes: 0 ok, 1 a check failed, 2 usage"));
    subcommands().forEach(name -> assertTrue(result.out().contains("\n  " + name + " "), name));
  }

  @Test
  void theVersionIsPrinted() {
    CommandRun result = CommandRun.of("--version");
    assertEquals(0, result.code());
    assertTrue(result.out().startsWith("saccade "), result.out());
  }
}
