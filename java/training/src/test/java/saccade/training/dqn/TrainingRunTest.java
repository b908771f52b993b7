package saccade.training.dqn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.training.PlainLearner;
import saccade.training.learner.LearnerProvider;
import saccade.training.storage.CurvePoint;
import saccade.training.storage.LearningCurve;

class TrainingRunTest {
  @TempDir Path folder;

  @Test
  void updatesFollowTheFramesAndExplorationFalls() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    List<CurvePoint> points = new ArrayList<>();
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.start(folder, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(6_000), () -> false, points::add);
      assertEquals(6_000, run.frames());
      assertEquals((6_000 - 200) / 6, run.updates());
    }
    assertEquals(List.of(2_000L, 4_000L, 6_000L), points.stream().map(CurvePoint::frames).toList());
    assertEquals(0.3, points.get(0).epsilon(), 1e-12);
    assertTrue(points.get(2).episodes() > points.get(0).episodes());
    assertTrue(Double.isFinite(points.get(0).loss()));
  }

  @Test
  void exploresAlwaysBeforeTheFirstUpdateAndThenInAStraightLine() {
    HyperParameters settings = SmallRuns.settings();
    assertEquals(1, settings.epsilon(0));
    assertEquals(1, settings.epsilon(199));
    assertEquals(1, settings.epsilon(200));
    assertEquals(0.65, settings.epsilon(700), 1e-12);
    assertEquals(0.3, settings.epsilon(1_200), 1e-12);
    assertEquals(0.3, settings.epsilon(100_000), 1e-12);
    assertEquals(0, settings.updatesDue(205));
    assertEquals(1, settings.updatesDue(206));
    assertEquals(2, settings.updatesDue(212));
  }

  @Test
  void aStopSavesWhereItStands() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    int[] asked = {0};
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.start(folder, curve, settings, PlainLearner.provider())) {
      run.play(SmallRuns.frames(100_000), () -> asked[0]++ == 100, SmallRuns.NOBODY);
      assertEquals(400, run.frames());
    }
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.resume(folder, curve, settings, PlainLearner.provider())) {
      assertEquals(400, run.frames());
    }
  }

  @Test
  void minutesEndARunToo() throws IOException {
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run =
            SmallRuns.start(folder, curve, SmallRuns.settings(), PlainLearner.provider())) {
      run.play(
          new TrainingRun.Limits(Long.MAX_VALUE, 0.3 / 60, 1_000), () -> false, SmallRuns.NOBODY);
      assertTrue(run.secondsPlayed() >= 0.3 && run.secondsPlayed() < 30, "" + run.secondsPlayed());
    }
  }

  @Test
  void checkpointsAreWrittenNowAndThen() throws IOException {
    Path checkpoint = SmallRuns.checkpoint(folder);
    boolean[] seen = {false};
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run =
            SmallRuns.start(folder, curve, SmallRuns.settings(), PlainLearner.provider())) {
      run.play(
          new TrainingRun.Limits(10_000, 1, 1e-9),
          () -> {
            seen[0] |= Files.exists(checkpoint);
            return seen[0];
          },
          SmallRuns.NOBODY);
    }
    assertTrue(seen[0]);
  }

  @Test
  void aLossThatIsNotANumberEndsTheRunAndTheLastGoodCheckpointStays() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    LearnerProvider breaking = PlainLearner.provider(update -> update == 400);
    byte[] good;
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.start(folder, curve, settings, breaking)) {
      run.play(SmallRuns.frames(2_000), () -> false, SmallRuns.NOBODY);
      good = Files.readAllBytes(SmallRuns.checkpoint(folder));
      TrainingException e =
          assertThrows(
              TrainingException.class,
              () -> run.play(SmallRuns.frames(9_000), () -> false, SmallRuns.NOBODY));
      assertTrue(e.getMessage().contains("NaN at update 400"), e.getMessage());
      assertTrue(e.getMessage().contains("last good checkpoint is"), e.getMessage());
    }
    org.junit.jupiter.api.Assertions.assertArrayEquals(
        good, Files.readAllBytes(SmallRuns.checkpoint(folder)));
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.resume(folder, curve, settings, PlainLearner.provider())) {
      assertEquals(2_000, run.frames());
    }
  }

  @Test
  void parametersThatAreNotFiniteAreNeverSaved() throws IOException {
    HyperParameters settings = SmallRuns.settings();
    try (LearningCurve curve = SmallRuns.curve(folder);
        TrainingRun run = SmallRuns.start(folder, curve, settings, PlainLearner.poisoning(300))) {
      TrainingException e =
          assertThrows(
              TrainingException.class,
              () -> run.play(SmallRuns.frames(3_000), () -> false, SmallRuns.NOBODY));
      assertTrue(e.getMessage().contains("not finite"), e.getMessage());
    }
    assertFalse(Files.exists(SmallRuns.checkpoint(folder)));
  }

  @Test
  void rewardsAreClippedOnlyWhereAsked() {
    assertEquals(7, new ExperienceSettings(100, 10, 1, 0.9, 0).clip(7));
    assertEquals(1, new ExperienceSettings(100, 10, 1, 0.9, 1).clip(7));
    assertEquals(-1, new ExperienceSettings(100, 10, 1, 0.9, 1).clip(-7));
    assertEquals(0.5f, new ExperienceSettings(100, 10, 1, 0.9, 1).clip(0.5f));
  }

  @Test
  void theWindowForgetsAllButTheLastHundredEpisodes() {
    ReturnWindow window = new ReturnWindow();
    assertTrue(Double.isNaN(window.mean()));
    window.add(1_000);
    for (int i = 0; i < ReturnWindow.LENGTH; i++) {
      window.add(i);
    }
    assertEquals(49.5, window.mean(), 1e-12);
    assertEquals(101, window.episodes());
  }
}
