package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path root;

  private static String refusal(Path folder) {
    return assertThrows(StorageException.class, () -> RunFolder.open(folder).close()).getMessage();
  }

  @Test
  void isMadeWithItsParents() throws IOException {
    Path folder = root.resolve("a").resolve("b");
    try (RunFolder run = RunFolder.open(folder)) {
      assertEquals(folder, run.path());
      for (Path file :
          List.of(
              run.settings(),
              run.checkpoint(),
              run.curve(),
              run.picture(),
              run.result(),
              run.file("network-3.onnx"))) {
        assertEquals(folder, file.getParent());
      }
      for (String name : List.of("", ".", "..", "../x", "a/b", "/etc/passwd", ".x", "a\\b")) {
        assertThrows(IllegalArgumentException.class, () -> run.file(name));
      }
    }
    try (Stream<Path> entries = Files.list(folder)) {
      assertEquals(List.of(folder.resolve("run.lock")), entries.toList());
    }
  }

  @Test
  void holdsWhatWasThereOfTheRun() throws IOException {
    try (RunFolder run = RunFolder.open(root)) {
      Files.writeString(run.curve(), "x");
    }
    try (RunFolder run = RunFolder.open(root)) {
      assertEquals("x", Files.readString(run.curve()));
    }
  }

  @Test
  void secondHolderIsRefused() throws IOException {
    RunFolder first = RunFolder.open(root);
    assertTrue(refusal(root).contains("is in use by another run"));
    first.close();
    first.close();
    RunFolder.open(root).close();
  }

  /** Opens a folder and says so, for the test below. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (RunFolder run = RunFolder.open(Path.of(arguments[0]))) {
        System.out.println("holds " + run.path());
        System.in.read();
      } catch (StorageException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            root.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void secondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
    Process first = holder();
    try {
      assertEquals("holds " + root, first.inputReader().readLine());
      assertTrue(refusal(root).contains("is in use by another run"));
    } finally {
      first.destroyForcibly().waitFor();
    }
    RunFolder.open(root).close();
  }

  @Test
  void folderOfSomethingElseIsRefusedAndStaysAsItWas() throws IOException {
    Files.writeString(root.resolve("thesis.txt"), "years of work");
    assertTrue(refusal(root).contains("holds something else (thesis.txt)"));
    Files.writeString(root.resolve("run.lock"), "of another program");
    assertTrue(refusal(root).contains("holds something else"));
    assertEquals("of another program", Files.readString(root.resolve("run.lock")));
  }

  /** A process that ended before it marked the folder is no obstacle. */
  @Test
  void folderThatWasHardlyBegun() throws IOException {
    Files.writeString(root.resolve("run.lock"), "");
    RunFolder.open(root).close();
    Files.writeString(root.resolve("run.lock"), "training r");
    RunFolder.open(root).close();
    assertEquals("training run of Saccade, format 1\n", Files.readString(root.resolve("run.lock")));
  }

  @Test
  void fileIsNoFolder() throws IOException {
    Path file = Files.writeString(root.resolve("file"), "x");
    assertTrue(refusal(file).contains("is a file"));
    assertTrue(refusal(file.resolve("below")).contains("file"), refusal(file.resolve("below")));
  }
}
