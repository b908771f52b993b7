package saccade.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.app.subject.ModelFile;
import saccade.bench.tuning.Tuning;
import saccade.bench.tuning.TuningFile;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.onnx.ReadOptions;
import saccade.verify.selftest.RandomFrames;

/** A tuning decides how long a step of EXACT takes, and nothing else. */
@Tag("vectors")
class TuningExactTest {
  @TempDir private Path folder;

  /** Law 6g: whatever a tuning says, y keeps its bits and events are counted alike. */
  @Test
  void inExactNoBitDependsOnATuning() throws IOException {
    Path model = Models.write(folder, Models.grouped());
    Path kept = folder.resolve("grouped.tuning.json");
    Network network = ModelFile.read(model, ReadOptions.DEFAULT, model.toString()).network();
    int pixels = network.input().frameBytes();
    ScalarBackend definition = new ScalarBackend();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network,
            Calibration.watch(
                definition, network, PlanOptions.DEFAULT, new RandomFrames(40, pixels, 255, 3)));
    Backend vector = Backends.named("vector");
    CommandRun timed =
        CommandRun.of(
            "run",
            model.toString(),
            "--env=minatar:breakout",
            "--steps=50",
            "--mode=EXACT",
            "--backends=vector",
            "--time-kernels",
            "--json");
    assertEquals(0, timed.code(), timed.err());
    String text = Files.readString(kept);
    Random random = new Random(5);
    for (int i = 0; i < 12; i++) {
      Files.writeString(kept, mutated(text, random));
      TuningFile.Found found = new TuningFile(kept, network, vector).find();
      Tuning tuning = found.tuning();
      assertNotNull(tuning, found.ignored());
      PlanOptions options = tuning.options(PlanOptions.DEFAULT, Mode.EXACT);
      try (Session one = definition.plan(grids, PlanOptions.DEFAULT).open();
          Session other = vector.plan(grids, options).open()) {
        assertSame(one, other, new RandomFrames(40, pixels, 255, 4), pixels);
      }
    }
  }

  private static String mutated(String text, Random random) {
    String changed = text;
    for (String kernel : List.of("lanes", "blocks", "walk")) {
      changed = changed.replace("\"kernel\" : \"" + kernel + "\"", "\"kernel\" : \"?\"");
    }
    while (changed.contains("\"?\"")) {
      changed = changed.replaceFirst("\"\\?\"", random.nextBoolean() ? "\"blocks\"" : "\"walk\"");
    }
    return changed.replaceAll(
        "\"crossover\" : \\d+", "\"crossover\" : " + List.of(0, 3, 20, 40).get(random.nextInt(4)));
  }

  private static void assertSame(Session one, Session other, RandomFrames frames, int pixels) {
    byte[] frame = new byte[pixels];
    float[] expected = new float[one.output().capacity()];
    float[] actual = expected.clone();
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      one.stepFrame(frame, expected);
      other.stepFrame(frame, actual);
      assertArrayEquals(expected, actual);
      assertEquals(one.counts().counted(), other.counts().counted());
    }
  }
}
