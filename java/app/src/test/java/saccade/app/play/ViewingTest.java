package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.app.play.MadeUpSource.first;
import static saccade.app.play.MadeUpSource.next;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.app.play.MadeUpSource.Step;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.onnx.OnnxRunners;

/** Two pixels, two neurons that copy them, and their sum: every number can be had by hand. */
class ViewingTest {
  private static final double EPSILON = 1e-12;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private static final Network SUM =
      new Network(
          "sum",
          new ImageStack(1, 1, 2),
          List.of(new Flatten("flatten"), dense("copy", 2, 1, 0, 0, 1), dense("sum", 1, 1, 1)));

  private static Dense dense(String name, int rows, float... weights) {
    CsrWeights matrix = CsrWeights.fromDense(rows, weights.length / rows, weights);
    return new Dense(name, matrix, new Bias(new float[rows]), Activation.RELU);
  }

  private static final Step[] TWO_EPISODES = {
    first(1, 10, 0), next(2, 10, 5), next(3, 10, 5), first(5, 0, 0), next(7, 1, 1)
  };

  private static RunReport play(long maxSteps, long maxEpisodes, Step... steps) {
    return play(new ScalarBackend(), Thresholds.zero(SUM), 1, maxSteps, maxEpisodes, steps);
  }

  private static RunReport play(
      Backend backend, Thresholds t, int every, long maxSteps, long maxEpisodes, Step... steps) {
    Setup setup = new Setup(backend, SUM, null, null, PlanOptions.DEFAULT, t, 77, List.of());
    try (Viewing viewing = new Viewing(setup, new MadeUpSource(steps), every)) {
      viewing.play(maxSteps, maxEpisodes, step -> {});
      return viewing.report();
    }
  }

  @Test
  void everyStepAndEpisodeIsPlayed() {
    RunReport report = play(NO_LIMIT, NO_LIMIT, TWO_EPISODES);
    assertEquals(5, report.steps());
    assertEquals(2, report.episodes());
    assertEquals(77, report.seed());
    assertEquals("random", report.actor());
    assertEquals("made-up", report.env());
    assertEquals("FLOAT32", report.mode());
    assertTrue(report.verified());
  }

  @Test
  void anUnfinishedEpisodeCountsItsScoreSoFar() {
    assertEquals(new RunReport.Score(5, 3, 7), play(NO_LIMIT, NO_LIMIT, TWO_EPISODES).score());
    assertEquals(new RunReport.Score(4, 3, 5), play(4, NO_LIMIT, TWO_EPISODES).score());
    assertEquals(new RunReport.Score(2, 2, 2), play(2, NO_LIMIT, TWO_EPISODES).score());
  }

  @Test
  void theEpisodeLimitStopsBeforeTheNextOne() {
    RunReport report = play(NO_LIMIT, 1, TWO_EPISODES);
    assertEquals(3, report.steps());
    assertEquals(1, report.episodes());
    assertEquals(new RunReport.Score(3, 3, 3), report.score());
  }

  @Test
  void theStepLimitStopsWithinAnEpisode() {
    RunReport report = play(2, NO_LIMIT, TWO_EPISODES);
    assertEquals(2, report.steps());
    assertEquals(1, report.episodes());
  }

  @Test
  void aTraceHasNoReturnAndItsTextSaysThatItIsRecorded() {
    Setup setup =
        new Setup(
            new ScalarBackend(),
            SUM,
            null,
            null,
            PlanOptions.DEFAULT,
            Thresholds.zero(SUM),
            1,
            List.of());
    FrameSource trace = new TraceSource(new TwoFrames(), "two.npz");
    try (Viewing viewing = new Viewing(setup, trace, 1)) {
      viewing.play(NO_LIMIT, NO_LIMIT, step -> {});
      assertNull(viewing.report().score());
      assertEquals(2, viewing.report().steps());
      String text = ReportText.of(viewing.report());
      assertTrue(text.startsWith("sum on two.npz, backend scalar, FLOAT32, 2 steps in 1 "), text);
      assertTrue(text.contains("The frames are recorded: the network only watches.\n"), text);
      assertFalse(text.contains("Score"), text);
    }
  }

  private static final class TwoFrames implements FrameSequence {
    @Override
    public int steps() {
      return 2;
    }

    @Override
    public boolean episodeStart(int step) {
      return false;
    }

    @Override
    public void frame(int step, byte[] target) {
      target[0] = (byte) step;
    }
  }

  /** An event of the input and one of a neuron cost one multiplication each; dense costs six. */
  @Test
  void multiplicationsAreThoseCountedByHand() {
    RunReport report = play(NO_LIMIT, 1, TWO_EPISODES);
    RunReport.Multiplications all = report.multiplications();
    assertEquals(6, all.dense());
    assertEquals(2, all.firstStep(), EPSILON);
    assertEquals((2 + 0) / 2.0, all.counted(), EPSILON);
    assertEquals(6, all.reduction(), EPSILON);
    assertEquals(3, all.reductionMoving(), EPSILON);
    assertEquals(6 * 3 / 4.0, all.reductionWithFirstSteps(), EPSILON);
    assertEquals(6 / 4.0, all.reductionPruningOnly(), EPSILON);
    assertEquals(0.5, report.staticShare(), EPSILON);
    assertEquals(6, report.lossless().reduction(), EPSILON);
  }

  @Test
  void thresholdsSpareWhatTheLosslessRunBesideItMultiplies() {
    Thresholds six = Thresholds.of(6, 0);
    RunReport report = play(new ScalarBackend(), six, 1, NO_LIMIT, 1, TWO_EPISODES);
    assertEquals("6.0,0.0", report.thresholds());
    assertEquals(0, report.multiplications().counted());
    assertEquals(1, report.staticShare());
    assertEquals(1, report.lossless().counted(), EPSILON);
    assertTrue(report.verified());
  }

  @Test
  void theLosslessRunStartsOverWithEachEpisode() {
    Network stacked =
        new Network(
            "stacked",
            new ImageStack(2, 1, 2),
            List.of(new Flatten("flatten"), dense("sum", 1, 1, 1, 1, 1)));
    Thresholds zero = Thresholds.zero(stacked);
    Setup setup =
        new Setup(
            new ScalarBackend(), stacked, null, null, PlanOptions.DEFAULT, zero, 1, List.of());
    MadeUpSource source =
        new MadeUpSource(first(0, 10, 0), next(0, 10, 5), first(0, 0, 0), next(0, 0, 0));
    try (Viewing viewing = new Viewing(setup, source, 1)) {
      viewing.play(NO_LIMIT, NO_LIMIT, step -> {});
      assertEquals((2 + 0) / 2.0, viewing.report().lossless().counted(), EPSILON);
      assertEquals((2 + 0) / 2.0, viewing.report().multiplications().counted(), EPSILON);
      assertTrue(viewing.report().verified());
    }
  }

  @Test
  void everyKthStepIsChecked() {
    Thresholds zero = Thresholds.zero(SUM);
    for (int every = 1; every <= 5; every++) {
      RunReport report = play(new ScalarBackend(), zero, every, NO_LIMIT, NO_LIMIT, TWO_EPISODES);
      assertEquals((5 + every - 1) / every, report.checkedSteps());
      assertEquals(1, report.actionAgreement());
    }
  }

  @Test
  void progressIsToldEveryStep() {
    List<Long> told = new ArrayList<>();
    Setup setup =
        new Setup(
            new ScalarBackend(),
            SUM,
            null,
            null,
            PlanOptions.DEFAULT,
            Thresholds.zero(SUM),
            1,
            List.of());
    try (Viewing viewing = new Viewing(setup, new MadeUpSource(TWO_EPISODES), 20)) {
      viewing.play(4, NO_LIMIT, told::add);
    }
    assertEquals(List.of(1L, 2L, 3L, 4L), told);
  }

  @Test
  void aFaultyBackendIsNotVerified() {
    Backend faulty = PlantedFault.MISCOUNTED.backend();
    RunReport report = play(faulty, Thresholds.zero(SUM), 1, NO_LIMIT, NO_LIMIT, TWO_EPISODES);
    assertFalse(report.verified());
    assertFalse(report.failures().isEmpty());
    String text = ReportText.of(report);
    assertTrue(text.contains("NOT VERIFIED: every single step, 5 of 5, checked"), text);
    assertTrue(text.contains(report.failures().get(0)), text);
  }

  @Test
  void theDenseBaselineIsNamedAndTimed() {
    RunReport report = play(NO_LIMIT, NO_LIMIT, TWO_EPISODES);
    boolean there = OnnxRunners.first().isPresent();
    assertEquals(there ? "onnxruntime-fp32" : "scalar-dense", report.denseBaseline());
    assertEquals(there, report.denseBaselineNote() == null);
    assertTrue(report.denseLatencyMicros().mean() > 0);
    assertNotNull(report.conversion());
  }

  @Test
  void withoutOnnxRuntimeTheBackendsOwnDensePassIsTheBaseline() {
    System.setProperty(OnnxRunners.MISSING, "it was not fetched");
    try {
      RunReport report = play(NO_LIMIT, NO_LIMIT, TWO_EPISODES);
      assertEquals("scalar-dense", report.denseBaseline());
      assertEquals("it was not fetched", report.denseBaselineNote());
      assertTrue(report.denseLatencyMicros().mean() > 0);
      String text = ReportText.of(report);
      assertTrue(text.contains("ONNX Runtime is not the baseline: it was not fetched"), text);
    } finally {
      System.clearProperty(OnnxRunners.MISSING);
    }
  }

  @Test
  void theLastLayerIsSilentWhereItsOutputStays() {
    RunReport report = play(NO_LIMIT, 1, first(0, 1, 1), next(0, 2, 2), next(0, 2, 2));
    assertEquals(0.5, report.layers().get(1).deltaSparsityOut(), EPSILON);
  }

  @Test
  void theLastLayersEventsOfTheFirstStepAreNotThoseOfTheSecond() {
    RunReport report = play(NO_LIMIT, 1, first(0, 1, 1), next(0, 1, 1), next(0, 1, 1));
    assertEquals(1, report.layers().get(1).deltaSparsityOut(), EPSILON);
  }
}
