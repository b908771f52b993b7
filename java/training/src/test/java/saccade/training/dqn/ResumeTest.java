package saccade.training.dqn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.training.PlainLearner;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.learner.LearnerState;
import saccade.training.network.Architecture;
import saccade.training.storage.Checkpoint;
import saccade.training.storage.CheckpointException;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.LearnerSections;
import saccade.training.storage.LearningCurve;

/** A run that was stopped and resumed gives the same bits as one that was not. */
class ResumeTest {
  private static final long CUT = 2_404;

  @TempDir Path folder;

  static Stream<Arguments> runs() {
    return Stream.of(
        arguments("minatar:breakout", ActorKind.LEARNER, 4_800L),
        arguments("minatar:space_invaders", ActorKind.SACCADE, 4_800L),
        arguments("breakout", ActorKind.LEARNER, 2_800L));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void stoppedAndResumedIsUninterrupted(String environment, ActorKind actor, long frames)
      throws IOException {
    HyperParameters settings = SmallRuns.settings(environment, actor);
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path parts = Files.createDirectory(folder.resolve("parts"));
    try (LearningCurve curve = SmallRuns.curve(whole);
        TrainingRun run = SmallRuns.start(whole, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(CUT), () -> false, SmallRuns.NOBODY);
      run.play(SmallRuns.frames(frames), () -> false, SmallRuns.NOBODY);
    }
    try (LearningCurve curve = SmallRuns.curve(parts);
        TrainingRun run = SmallRuns.start(parts, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(CUT), () -> false, SmallRuns.NOBODY);
    }
    try (LearningCurve curve = SmallRuns.curve(parts);
        TrainingRun run = SmallRuns.resume(parts, curve, settings, PlainLearner.provider())) {
      assertEquals(CUT, run.frames());
      run.play(SmallRuns.frames(frames), () -> false, SmallRuns.NOBODY);
    }
    assertEquals(timeless(whole), timeless(parts));
    assertSame(settings, whole, parts);
    assertFalse(
        state(settings, whole).online().sameBits(SmallRuns.initial(settings)), "nothing learned");
  }

  @Test
  void whatWasPlayedAfterTheCheckpointIsForgotten() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path killed = Files.createDirectory(folder.resolve("killed"));
    Path kept = folder.resolve("kept");
    try (LearningCurve curve = SmallRuns.curve(whole);
        TrainingRun run = SmallRuns.start(whole, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(8_400), () -> false, SmallRuns.NOBODY);
    }
    try (LearningCurve curve = SmallRuns.curve(killed);
        TrainingRun run = SmallRuns.start(killed, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(CUT), () -> false, SmallRuns.NOBODY);
      Files.copy(SmallRuns.checkpoint(killed), kept);
      run.play(SmallRuns.frames(6_400), () -> false, SmallRuns.NOBODY);
    }
    Files.move(kept, SmallRuns.checkpoint(killed), StandardCopyOption.REPLACE_EXISTING);
    try (LearningCurve curve = SmallRuns.curve(killed);
        TrainingRun run = SmallRuns.resume(killed, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(8_400), () -> false, SmallRuns.NOBODY);
    }
    assertEquals(timeless(whole), timeless(killed));
    assertSame(settings, whole, killed);
  }

  @Test
  void otherSettingsAreRefusedByName() throws IOException {
    HyperParameters settings = played();
    try (LearningCurve curve = SmallRuns.curve(folder)) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () ->
                  SmallRuns.resume(
                      folder, curve, settings.withReplay(1_300), PlainLearner.provider()));
      assertTrue(e.getMessage().contains("experience"), e.getMessage());
      assertTrue(e.getMessage().contains("1300"), e.getMessage());
    }
  }

  @Test
  void aDamagedCheckpointIsRefusedAndThePreviousNamed() throws IOException {
    HyperParameters settings = played();
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.resume(folder, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(1_600), () -> false, SmallRuns.NOBODY);
    }
    Path file = SmallRuns.checkpoint(folder);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
    try (LearningCurve curve = SmallRuns.curve(folder)) {
      CheckpointException e =
          assertThrows(
              CheckpointException.class,
              () -> SmallRuns.resume(folder, curve, settings, PlainLearner.provider()));
      assertTrue(e.getMessage().contains(".previous"), e.getMessage());
    }
    Files.move(CheckpointFile.previous(file), file, StandardCopyOption.REPLACE_EXISTING);
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.resume(folder, curve, settings, PlainLearner.provider())) {
      assertEquals(1_200, run.frames());
    }
  }

  private HyperParameters played() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.start(folder, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(1_200), () -> false, SmallRuns.NOBODY);
    }
    return settings;
  }

  /** The lines of a curve; speeds and times differ from run to run. */
  private static List<String> timeless(Path run) throws IOException {
    return Files.readAllLines(run.resolve("curve.csv")).stream()
        .map(line -> line.split(","))
        .map(c -> String.join(",", c[0], c[1], c[2], c[4], c[5], c[6]))
        .toList();
  }

  private static void assertSame(HyperParameters settings, Path whole, Path parts)
      throws IOException {
    LearnerState expected = state(settings, whole);
    LearnerState actual = state(settings, parts);
    assertEquals(expected.updates(), actual.updates());
    assertTrue(expected.online().sameBits(actual.online()), "online");
    assertTrue(expected.target().sameBits(actual.target()), "target");
    assertTrue(expected.moments().get(0).sameBits(actual.moments().get(0)), "moments");
  }

  private static LearnerState state(HyperParameters settings, Path run) throws IOException {
    Architecture architecture = Preset.architecture(settings.environment(), settings.network());
    try (Checkpoint checkpoint = CheckpointFile.open(SmallRuns.checkpoint(run))) {
      return checkpoint.read("learner", in -> LearnerSections.readState(architecture, in));
    }
  }
}
