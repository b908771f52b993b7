package saccade.training.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.model.Network;
import saccade.onnx.OnnxReader;
import saccade.training.PlainLearner;
import saccade.training.dqn.ExperienceSettings;
import saccade.training.dqn.Exploration;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.dqn.TrainingRun;
import saccade.training.dqn.UpdateSettings;
import saccade.training.learner.Optimizer;
import saccade.training.pruning.Allotment;
import saccade.training.pruning.Floors;
import saccade.training.pruning.GradualSchedule;
import saccade.training.pruning.Pattern;
import saccade.training.pruning.PruningOptions;
import saccade.training.pruning.Scope;

class GradualJobTest {
  private static final long FRAMES = 1_600;

  @TempDir Path folder;

  private GradualJob.Report prune(
      Path out, ActorKind actor, double sparsity, boolean resume, BooleanSupplier stop)
      throws IOException {
    HyperParameters settings =
        new HyperParameters(
            "test",
            "minatar:breakout",
            "minatar",
            3,
            4,
            1,
            actor,
            new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8),
            new Exploration(1, 0.1, 300),
            new ExperienceSettings(800, 100, 1, 0.99, 0),
            new UpdateSettings(6, 8, 40),
            "gradual");
    GradualSchedule schedule = GradualSchedule.over(settings.updatesDue(FRAMES), sparsity, 10);
    return new GradualJob(
            new JobOptions(settings, out, resume, new TrainingRun.Limits(FRAMES, 60, 1_000), 2),
            new PruningOptions(Scope.ALL, Allotment.GLOBAL, Pattern.UNSTRUCTURED, Floors.DEFAULT),
            schedule,
            new JobContext(PlainLearner.whole(), stop, point -> {}))
        .run();
  }

  @Test
  void theFileHasTheSparsityThatWasAsked() throws IOException {
    GradualJob.Report report =
        prune(folder.resolve("g"), ActorKind.LEARNER, 0.9, false, () -> false);
    assertNotNull(report);
    assertEquals(13_242, report.kept());
    Network network = OnnxReader.read(Path.of(report.train().onnx())).network();
    assertEquals(
        13_242,
        network.weighted().stream().mapToLong(l -> l.layer().weights().pattern().entries()).sum());
  }

  @Test
  void floorsThatBoundAreNamed() throws IOException {
    GradualJob.Report report =
        prune(folder.resolve("g"), ActorKind.LEARNER, 0.9999, false, () -> false);
    assertFalse(report.mask().floors().isEmpty());
  }

  @ParameterizedTest
  @EnumSource(ActorKind.class)
  void stoppedInTheMiddleItGoesOnToTheSameEnd(ActorKind actor) throws IOException {
    GradualJob.Report whole = prune(folder.resolve("whole"), actor, 0.9, false, () -> false);
    int[] asked = {0};
    assertNull(prune(folder.resolve("parts"), actor, 0.9, false, () -> asked[0]++ >= 210));
    GradualJob.Report parts = prune(folder.resolve("parts"), actor, 0.9, true, () -> false);
    assertEquals(whole.mask().layers(), parts.mask().layers());
    assertEquals(-1, Files.mismatch(Path.of(whole.train().onnx()), Path.of(parts.train().onnx())));
  }
}
