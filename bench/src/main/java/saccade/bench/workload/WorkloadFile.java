package saccade.bench.workload;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.builtin.Builtin;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A workload as it is frozen in a file.
 *
 * @param about one line for people
 * @param network what runs
 * @param inputThreshold T of every input element in its typical deviations; null for none
 * @param thresholds one T per layer, input first; null for those of the built-in network
 * @param steps what is played
 * @param calibration what thresholds and grids were chosen on
 * @param notes what is to be known beside the figures, one sentence each
 */
record WorkloadFile(
    String about,
    NetworkPart network,
    @Nullable Double inputThreshold,
    @Nullable List<Float> thresholds,
    StepsPart steps,
    CalibrationPart calibration,
    List<String> notes) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /**
   * What was played to choose something; never what is measured.
   *
   * @param seed of the steps
   * @param gridSteps steps that the grids of EXACT are calibrated on
   */
  record CalibrationPart(long seed, int gridSteps) {}

  WorkloadFile {
    notes = List.copyOf(notes);
  }

  static WorkloadFile read(String name) {
    try (InputStream in = WorkloadFile.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the file of workload " + name + " is not in the jar");
      }
      return MAPPER.readValue(in.readAllBytes(), WorkloadFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the file of workload " + name + " cannot be read", e);
    }
  }

  Network buildNetwork(String name) {
    return network.build(name, GaitTrace.deviations());
  }

  Thresholds frozenThresholds() {
    if (thresholds == null) {
      return Builtin.named(String.valueOf(network.builtin())).thresholds();
    }
    float[] values = new float[thresholds.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = thresholds.get(i);
    }
    Thresholds layers = Thresholds.of(values);
    return inputThreshold == null ? layers : layers.withInput(inputThresholds(inputThreshold));
  }

  private static float[] inputThresholds(double share) {
    float[] all = GaitTrace.deviations();
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) (share * all[i]);
    }
    return all;
  }

  Workload open(String name, int length, long seed) {
    if (seed == calibration.seed) {
      throw new IllegalArgumentException(
          "seed %d is the one that workload %s was calibrated on; measure on another"
              .formatted(seed, name));
    }
    Network built = buildNetwork(name);
    StepTrace watched = steps.trace(calibration.gridSteps, calibration.seed);
    QuantizedNetwork grids =
        Quantizer.quantize(
            built, Calibration.watch(new ScalarBackend(), built, PlanOptions.DEFAULT, watched));
    Thresholds t = frozenThresholds();
    List<String> all = new ArrayList<>(List.of("Synthetic: weights and steps are seeded."));
    all.addAll(notes);
    StepTrace trace = steps.trace(length, seed);
    return new Workload(name, about, true, built, grids, PlanOptions.DEFAULT, t, t, trace, all);
  }
}
