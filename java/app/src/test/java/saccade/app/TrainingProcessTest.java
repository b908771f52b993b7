package saccade.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a training whose process is asked to end. */
class TrainingProcessTest {
  @TempDir Path folder;

  @BeforeAll
  static void libtorchIsHere() {
    Libtorch.require();
  }

  @Test
  void sigtermSavesAndTheRunGoesOn() throws IOException, InterruptedException {
    Path out = folder.resolve("run");
    Path errors = folder.resolve("errors");
    Process process = start(out, errors, "--frames", "10000000");
    Path curve = out.resolve("curve.csv");
    for (int i = 0; i < 600 && !(Files.exists(curve) && lines(curve) > 2); i++) {
      assertTrue(process.isAlive(), () -> text(errors));
      Thread.sleep(100);
    }
    process.destroy(); // SIGTERM
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue(), text(errors));
    assertTrue(text(errors).contains("stopped and saved; go on with the same flags"), text(errors));
    long frames = framesOf(curve);
    CommandRun more =
        CommandRun.of(
            "train",
            "--env",
            "minatar:breakout",
            "--frames",
            Long.toString(frames + 4_000),
            "--episodes",
            "2",
            "--out",
            out.toString(),
            "--resume",
            "--json");
    assertEquals(0, more.code(), more.err());
    assertEquals(frames + 4_000, more.json().get("frames").asLong(), 16);
    assertTrue(Files.readAllLines(curve).stream().skip(1).count() >= (frames + 4_000) / 2_000);
  }

  @Test
  void sigtermWhileItIsJudgedEndsSoon() throws IOException, InterruptedException {
    Path out = folder.resolve("run");
    Path errors = folder.resolve("errors");
    Process process = start(out, errors, "--frames", "2400", "--episodes", "2000000");
    Path checkpoint = out.resolve("checkpoint.saccade");
    for (int i = 0; i < 600 && !Files.exists(checkpoint); i++) {
      assertTrue(process.isAlive(), () -> text(errors));
      Thread.sleep(100);
    }
    Thread.sleep(3_000);
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue(), text(errors));
    assertTrue(text(errors).contains("stopped and saved"), text(errors));
    assertTrue(text(errors).lines().count() == 1, text(errors));
  }

  private static Process start(Path out, Path errors, String... more) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.add("--enable-native-access=ALL-UNNAMED");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "saccade.app.Main"));
    line.addAll(List.of("train", "--env", "minatar:breakout", "--out", out.toString()));
    line.addAll(List.of(more));
    return new ProcessBuilder(line)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(errors.toFile())
        .start();
  }

  private static int lines(Path file) throws IOException {
    return Files.readAllLines(file).size();
  }

  private static long framesOf(Path curve) throws IOException {
    List<String> rows = Files.readAllLines(curve);
    return Long.parseLong(rows.get(rows.size() - 1).split(",")[0]);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
