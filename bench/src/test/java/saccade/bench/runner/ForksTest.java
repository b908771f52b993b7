package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import saccade.bench.cpu.IsaTier;

/** Processes that measure: their results, their failures and their end. */
class ForksTest {
  private static Forks forks(String kind) {
    return new Forks(
        (workload, condition, millis) ->
            List.of(Child.class.getName(), kind, workload, Integer.toString(condition)),
        List.of(Condition.PLAIN, Condition.PLAIN.withIsa(IsaTier.V3)));
  }

  /** What a share's process does. */
  static final class Child {
    private Child() {}

    public static void main(String[] args) throws InterruptedException {
      switch (args[0]) {
        case "result" ->
            Forks.print(new ForkResult(args[1] + args[2], Map.of(), List.of(), List.of("A note.")));
        case "fails" -> {
          System.err.println("WARNING: something of the virtual machine");
          System.err.println("saccade: the trace is gone; bring it back");
          System.exit(4);
        }
        default -> {
          Forks.endWithParent();
          Thread.sleep(600_000);
        }
      }
    }
  }

  @Test
  void aResultComesBackWhole() {
    try (Forks forks = forks("result")) {
      ForkResult result = forks.launch("toy", 0, 5_000);
      assertEquals("toy0", result.isa());
      assertEquals(List.of("A note."), result.notes());
    }
  }

  @Test
  void aFailureKeepsItsSentenceAndItsCode() {
    try (Forks forks = forks("fails")) {
      ForkException error = assertThrows(ForkException.class, () -> forks.launch("toy", 0, 1));
      assertEquals("the trace is gone; bring it back", error.getMessage());
      assertEquals(4, error.exitCode());
    }
  }

  @Test
  void closingEndsAProcessThatRuns() throws InterruptedException {
    Forks forks = forks("sleeps");
    Thread thread =
        new Thread(() -> assertThrows(ForkException.class, () -> forks.launch("toy", 0, 1)));
    thread.start();
    Thread.sleep(500);
    forks.close();
    thread.join(20_000);
    assertTrue(!thread.isAlive());
  }

  /** Even if this process were killed without a word, its pipe would end. */
  @Test
  void aProcessEndsWithItsInput() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                "sleeps")
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    assertTrue(!child.waitFor(500, TimeUnit.MILLISECONDS));
    child.getOutputStream().close();
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(130, child.waitFor()));
  }
}
