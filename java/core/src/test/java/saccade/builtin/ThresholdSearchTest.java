package saccade.builtin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.FloatStack;
import saccade.model.Network;
import saccade.model.Thresholds;

/** The search behind a float input; {@link BuiltinTest} has it on images. */
class ThresholdSearchTest {
  private static final int INPUTS = 5;
  private static final int NEURONS = 64;
  private static final int STEPS = 80;

  private final Network network =
      new Network(
          "walk",
          FloatStack.vector(INPUTS),
          List.of(
              dense("first", INPUTS, NEURONS, 1),
              dense("second", NEURONS, NEURONS, 2),
              dense("last", NEURONS, 1, 3)));

  private static Dense dense(String name, int inputs, int neurons, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] weights = new float[inputs * neurons];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (random.nextFloat() - 0.5f) / 2;
    }
    return new Dense(
        name,
        CsrWeights.fromDense(neurons, inputs, weights),
        new Bias(new float[neurons]),
        Activation.SILU);
  }

  /** Numbers that are drawn, or stand still where {@code scale} is 0. */
  private FrameSequence frames(float scale) {
    return new FrameSequence() {
      @Override
      public int steps() {
        return STEPS;
      }

      @Override
      public boolean episodeStart(int step) {
        return step % 40 == 0;
      }

      @Override
      public void frame(int step, byte[] target) {
        SplittableRandom random = new SplittableRandom(step);
        float[] values = new float[INPUTS];
        for (int i = 0; i < INPUTS; i++) {
          values[i] = scale * random.nextFloat();
        }
        System.arraycopy(Observations.bytes(network.input(), values), 0, target, 0, target.length);
      }
    };
  }

  @Test
  void inputThresholdsAreKeptAndLayersSendAsOftenAsWanted() {
    Thresholds input = Thresholds.of(0, 9, 9).withInput(0.1f, 0.2f, 0.3f, 0.4f, 0.5f);
    Thresholds found =
        ThresholdSearch.toward(
            new ScalarBackend(), network, PlanOptions.DEFAULT, frames(1), input, 0.5, 0.75);
    assertArrayEquals(input.inputToArray(), found.inputToArray());
    double[] density = density(found);
    assertEquals(0.5, density[1], 0.02);
    assertEquals(0.25, density[2], 0.02);
  }

  private double[] density(Thresholds thresholds) {
    double[] events = new double[3];
    byte[] frame = new byte[network.input().frameBytes()];
    float[] y = new float[1];
    int moving = 0;
    try (Session session =
        new ScalarBackend().plan(network, PlanOptions.DEFAULT).open(thresholds)) {
      for (int step = 0; step < STEPS; step++) {
        boolean first = frames(1).episodeStart(step);
        if (first) {
          session.reset();
        }
        frames(1).frame(step, frame);
        Observations.stepFrame(session, frame, y);
        if (!first && session.counts().moving()) {
          moving++;
          for (int layer = 0; layer < 3; layer++) {
            events[layer] += session.counts().events(layer + 1);
          }
        }
      }
    }
    for (int layer = 1; layer < 3; layer++) {
      events[layer] /= (double) moving * NEURONS;
    }
    return events;
  }

  @Test
  void framesThatStandStillAreRefused() {
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ThresholdSearch.toward(
                    new ScalarBackend(), network, PlanOptions.DEFAULT, frames(0), 0.5, 0.5));
    assertTrue(error.getMessage().contains("give frames that change"), error.getMessage());
  }
}
