package saccade.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.ActivationGrid;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.Flatten;
import saccade.model.ImageStack;
import saccade.model.InputGrids;
import saccade.model.Network;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.verify.selftest.RandomFrames;
import saccade.verify.selftest.TernaryNetwork;

class QuantizerTest {
  private static Network network(Activation f, float... weights) {
    return new Network(
        "small",
        new ImageStack(1, 1, 2),
        List.of(
            new Flatten("flatten"),
            new Dense("a", CsrWeights.fromDense(2, 2, weights), new Bias(0.5f, -1), f),
            new Dense(
                "b",
                CsrWeights.fromDense(1, 2, new float[] {1, 1}),
                new Bias(0),
                Activation.NONE)));
  }

  private static final float[] WEIGHTS = {1, -0.5f, 0.25f, 2};

  @Test
  void everyRowUsesTheWholeWeightGrid() {
    QuantizedNetwork grids =
        Quantizer.quantize(
            network(Activation.RELU, WEIGHTS), new Calibration(List.of(0.0), List.of(510.0)));
    assertEquals(127, grids.layer(1).weights().value(0));
    assertEquals(-64, grids.layer(1).weights().value(1), "-63.5 rounds half to even");
    assertEquals(16, grids.layer(1).weights().value(2));
    assertEquals(127, grids.layer(1).weights().value(3));
    assertEquals(1f / 127, grids.layer(1).weightScale(0));
    assertEquals(2f / 127, grids.layer(1).weightScale(1));
    assertEquals(64, grids.layer(1).bias(0), "0.5 * 127 = 63.5, half to even");
    assertEquals(2f, grids.grid(1).scale(), "510 in 255 steps");
    assertEquals(1f / 127 / 2, grids.layer(1).multiplier(0));
    assertEquals(grids.layer(2).weightScale(0) * 2, grids.layer(2).multiplier(0));
  }

  @Test
  void aReluLayerGetsAnUnsignedGridAndOthersASignedOne() {
    Calibration ranges = new Calibration(List.of(-64.0), List.of(254.0));
    var relu = Quantizer.quantize(network(Activation.RELU, WEIGHTS), ranges).grid(1);
    assertEquals(List.of(0, 255), List.of(relu.lo(), relu.hi()));
    var none = Quantizer.quantize(network(Activation.NONE, WEIGHTS), ranges).grid(1);
    assertEquals(List.of(-128, 127), List.of(none.lo(), none.hi()));
    assertEquals(2f, none.scale());
  }

  @Test
  void aLayerThatIsNeverActiveStillHasAGrid() {
    Calibration dead = new Calibration(List.of(0.0), List.of(0.0));
    assertEquals(1f, Quantizer.quantize(network(Activation.RELU, WEIGHTS), dead).grid(1).scale());
  }

  /** A grid of scale 1 would let a Clip(-0.1, 0) send 1. */
  @Test
  void aClipThatWasNeverSeenToMoveKeepsToItsEnds() {
    Calibration dead = new Calibration(List.of(0.0), List.of(0.0));
    Activation f = Activation.clip(-0.1f, 0);
    ActivationGrid grid = Quantizer.quantize(network(f, WEIGHTS), dead).grid(1);
    assertEquals(List.of(-255, 0), List.of(grid.lo(), grid.hi()));
    assertEquals(0.1f / 255, grid.scale(), 1e-9f);
  }

  @Test
  void weightsThatRoundToZeroAreDropped() {
    var grids =
        Quantizer.quantize(
            network(Activation.RELU, 1, 1e-3f, 0.25f, 2),
            new Calibration(List.of(0.0), List.of(1.0)));
    assertEquals(3, grids.layer(1).weights().pattern().entries());
  }

  @Test
  void aMultiplierThatIsNotNormalIsRefused() {
    Calibration huge = new Calibration(List.of(0.0), List.of(1e38));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () -> Quantizer.quantize(network(Activation.RELU, WEIGHTS[0], 0, 0, 1e-6f), huge));
    assertTrue(error.getMessage().contains("multiplier"), error.getMessage());
  }

  @Test
  void aRowOfWeightsTooSmallForAnyScaleCountsAsPruned() {
    Calibration ranges = new Calibration(List.of(0.0), List.of(1.0));
    var tiny = Quantizer.quantize(network(Activation.RELU, 5e-44f, 1e-40f, 1, 2), ranges);
    assertEquals(2, tiny.layer(1).weights().pattern().entries());
    assertEquals(0.5, tiny.layer(1).bias(0) * (double) tiny.layer(1).weightScale(0), 1e-6);
  }

  @Test
  void rangesOfAnotherNetworkAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Quantizer.quantize(
                    network(Activation.RELU, WEIGHTS), new Calibration(List.of(), List.of())));
    assertTrue(error.getMessage().contains("0 hidden layers"), error.getMessage());
  }

  @Test
  void imageBytesStayGrayLevels() {
    QuantizedNetwork good =
        Quantizer.quantize(
            network(Activation.RELU, WEIGHTS), new Calibration(List.of(0.0), List.of(1.0)));
    InputGrids narrow = InputGrids.of(List.of(new ActivationGrid(1, 0, 1)), 1f);
    List<QuantizedLayer> layers = List.of(good.layer(1), good.layer(2));
    assertThrows(
        IllegalArgumentException.class, () -> new QuantizedNetwork(good.source(), narrow, layers));
  }

  /** Ranges are those of a T = 0 run: here worked out by hand for two frames. */
  @Test
  void calibrationWatchesTheLargestAndSmallestActivations() {
    RandomFrames frames = new RandomFrames(50, 2, 200, 9);
    double low = 0;
    double high = 0;
    byte[] frame = new byte[2];
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      double a = (frame[0] & 0xff) - 0.5 * (frame[1] & 0xff) + 0.5;
      double b = 0.25 * (frame[0] & 0xff) + 2 * (frame[1] & 0xff) - 1;
      low = Math.min(low, Math.min(a, b));
      high = Math.max(high, Math.max(a, b));
    }
    assertTrue(low < -1 && high > 1, "the frames show nothing");
    Calibration ranges =
        Calibration.watch(
            new ScalarBackend(), network(Activation.NONE, WEIGHTS), PlanOptions.DEFAULT, frames);
    assertEquals(low, ranges.minimum().get(0), 1e-6);
    assertEquals(high, ranges.maximum().get(0), 1e-6);
  }

  @Test
  void theReportSaysWhatQuantisationCost() {
    Network ternary = TernaryNetwork.of(3);
    int pixels = TernaryNetwork.SIDE * TernaryNetwork.SIDE;
    ScalarBackend backend = new ScalarBackend();
    Calibration ranges =
        Calibration.watch(
            backend, ternary, PlanOptions.DEFAULT, new RandomFrames(60, pixels, 60, 1));
    QuantizedNetwork grids = Quantizer.quantize(ternary, ranges);
    RandomFrames other = new RandomFrames(60, pixels, 60, 2);
    QuantizationReport report =
        QuantizationReport.measure(backend, grids, PlanOptions.DEFAULT, other);
    assertEquals(60, report.steps());
    assertEquals(List.of(8, 8, 8, 0), bits(report));
    assertEquals(0, report.layers().get(0).weightError(), 1e-7, "-1, 0 and 1 lie on the grid");
    assertTrue(report.meanAbsError() > 0 && report.meanAbsError() <= report.maxAbsError());
    assertTrue(report.meanAbsError() < 0.02 * report.largestOutput(), report.toString());
    assertTrue(report.actionAgreement() > 0.8 && report.actionAgreement() <= 1);
  }

  /** Integers of a network whose two outputs are exchanged: the report must say so. */
  @Test
  void theReportSeesActionsThatDiffer() {
    Network two = outputs(1, 2);
    QuantizedNetwork exchanged =
        new QuantizedNetwork(
            two,
            InputGrids.BYTES,
            List.of(Quantizer.quantize(outputs(2, 1), NOTHING_HIDDEN).layer(1)));
    RandomFrames frames = new RandomFrames(40, 1, 200, 5);
    int differ = 0;
    byte[] frame = new byte[1];
    for (int step = 0; step < frames.steps(); step++) {
      frames.frame(step, frame);
      differ += frame[0] == 0 ? 0 : 1;
    }
    assertTrue(differ > 10, "the frames show nothing");
    QuantizationReport report =
        QuantizationReport.measure(new ScalarBackend(), exchanged, PlanOptions.DEFAULT, frames);
    assertEquals(1 - differ / 40.0, report.actionAgreement(), 1e-9);
  }

  private static final Calibration NOTHING_HIDDEN = new Calibration(List.of(), List.of());

  private static Network outputs(float first, float second) {
    Dense only =
        new Dense(
            "only",
            CsrWeights.fromDense(2, 1, new float[] {first, second}),
            new Bias(0, 0),
            Activation.NONE);
    return new Network("two", new ImageStack(1, 1, 1), List.of(new Flatten("flatten"), only));
  }

  /** The newer plane minus the older one: after a reset the older one is empty again. */
  @Test
  void calibrationStartsEpisodesOver() {
    Network change =
        new Network(
            "change",
            new ImageStack(2, 1, 1),
            List.of(
                new Flatten("flatten"),
                new Dense(
                    "a",
                    CsrWeights.fromDense(1, 2, new float[] {-1, 1}),
                    new Bias(0),
                    Activation.NONE),
                new Dense(
                    "b",
                    CsrWeights.fromDense(1, 1, new float[] {1}),
                    new Bias(0),
                    Activation.NONE)));
    FrameSequence twoEpisodes =
        new FrameSequence() {
          @Override
          public int steps() {
            return 6;
          }

          @Override
          public boolean episodeStart(int step) {
            return step % 3 == 0;
          }

          @Override
          public void frame(int step, byte[] target) {
            target[0] = (byte) (step < 3 ? 10 : 120);
          }
        };
    Calibration ranges =
        Calibration.watch(new ScalarBackend(), change, PlanOptions.DEFAULT, twoEpisodes);
    assertEquals(120, ranges.maximum().get(0), "without the reset 110");
  }

  private static List<Integer> bits(QuantizationReport report) {
    return report.layers().stream().map(QuantizationReport.LayerReport::activationBits).toList();
  }
}
