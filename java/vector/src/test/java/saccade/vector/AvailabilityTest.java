package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the backend says in another Java machine where it cannot run. */
class AvailabilityTest {
  /** Prints why the backend is unavailable, or an empty line. */
  static final class Ask {
    private Ask() {}

    public static void main(String[] args) {
      System.out.println("why: " + new VectorBackend().whyUnavailable().orElse(""));
    }
  }

  private static String ask(String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Ask.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }

  @Test
  void withoutTheModuleItSaysWhichFlagToGive() throws Exception {
    String said = ask();
    assertTrue(said.contains("why: module jdk.incubator.vector is not there"), said);
    assertTrue(said.contains("--add-modules=jdk.incubator.vector"), said);
  }

  @Test
  void aWidthThatTheCpuHasNotIsNamed() throws Exception {
    String said = ask("--add-modules=jdk.incubator.vector", "-Dsaccade.vector.bits=192");
    assertTrue(said.contains("saccade.vector.bits=192 is not a width"), said);
  }

  @Test
  void withoutFusedMultiplyAddItDoesNotRun() throws Exception {
    String said = ask("--add-modules=jdk.incubator.vector", "-XX:-UseFMA");
    assertTrue(said.contains("has no fused multiply-add"), said);
    assertTrue(said.contains("use backend scalar"), said);
  }

  @Test
  void withTheModuleItRuns() throws Exception {
    String said = ask("--add-modules=jdk.incubator.vector");
    assertTrue(said.lines().anyMatch("why: "::equals), said);
  }
}
