package saccade.verify.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.PlantedFault;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;
import saccade.verify.StepChecker;
import saccade.verify.generator.CaseId;
import saccade.verify.generator.Failure;
import saccade.verify.generator.GeneratedCases;
import saccade.verify.metamorphic.Metamorphic;
import saccade.verify.reference.References;

/**
 * Plants every {@link PlantedFault} in every mode where it exists and asks the verifier. It must
 * catch each, and must find nothing in the definition itself.
 */
public final class SelfTest {
  private static final int STEPS = 100;
  private static final int DIM = 20;
  private static final int BRIGHT = 60;
  private static final int CASES = 200;
  private static final int CASES_OF_THE_DEFINITION = 40;

  /**
   * One trial.
   *
   * @param fault the planted fault, or {@code none} for the definition itself
   * @param mode the arithmetic
   * @param caught whether the verifier found something
   * @param by the first thing it found, empty if nothing
   */
  public record Trial(String fault, Mode mode, boolean caught, String by) {
    /** True if the verifier did what it must. */
    public boolean ok() {
      return caught != fault.equals("none");
    }
  }

  private final long seed;
  private final Network network;
  private final PlanOptions options;
  private final Calibration calibration;
  private final QuantizedNetwork grids;
  private final References float32;
  private final References exact;
  private final FrameSequence frames;

  private SelfTest(long seed) {
    this.seed = seed;
    int pixels = TernaryNetwork.SIDE * TernaryNetwork.SIDE;
    network = TernaryNetwork.of(seed);
    options = PlanOptions.DEFAULT.withRefreshInterval(10);
    // Dim frames calibrate, bright ones verify: activations leave their grids and must be clamped.
    calibration =
        Calibration.watch(
            new ScalarBackend(), network, options, new RandomFrames(STEPS, pixels, DIM, seed));
    grids = Quantizer.quantize(network, calibration);
    float32 = References.of(network);
    exact = References.of(grids, float32);
    frames = new RandomFrames(STEPS, pixels, BRIGHT, seed + 1);
  }

  /** Runs all trials. */
  public static List<Trial> run(long seed) {
    SelfTest test = new SelfTest(seed);
    List<Trial> trials = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      trials.add(test.trial("none", mode, new ScalarBackend()));
      for (PlantedFault fault : PlantedFault.values()) {
        if (fault.existsIn(mode)) {
          trials.add(test.trial(fault.name(), mode, fault.backend()));
        }
      }
    }
    return trials;
  }

  private Trial trial(String fault, Mode mode, Backend backend) {
    boolean clean = fault.equals("none");
    Optional<String> by =
        find(mode, backend)
            .or(() -> generated(mode, backend, clean ? CASES_OF_THE_DEFINITION : CASES));
    return new Trial(fault, mode, by.isPresent(), by.orElse(""));
  }

  private Optional<String> find(Mode mode, Backend backend) {
    Thresholds integers = Thresholds.of(2, 3, 2, 4);
    for (Thresholds thresholds : List.of(Thresholds.zero(network), integers)) {
      List<String> found = new ArrayList<>(play(mode, backend, thresholds));
      @Nullable Calibration grid = mode == Mode.EXACT ? calibration : null;
      found.addAll(Metamorphic.check(backend, options, network, grid, thresholds, frames));
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  /** What this one network does not have, generated cases do. */
  private Optional<String> generated(Mode mode, Backend backend, int most) {
    GeneratedCases cases = new GeneratedCases(backend, List.of(), null);
    for (int i = 0; i < most; i++) {
      CaseId id = CaseId.of(seed * CASES + i).in(mode);
      Optional<Failure> failure = cases.run(id);
      if (failure.isPresent()) {
        return Optional.of(failure.get().what() + ", case " + id);
      }
    }
    return Optional.empty();
  }

  private List<String> play(Mode mode, Backend backend, Thresholds thresholds) {
    References references = mode == Mode.EXACT ? exact : float32;
    StepChecker checker = StepChecker.toTheBit(references, options, thresholds);
    Plan plan = mode == Mode.EXACT ? backend.plan(grids, options) : backend.plan(network, options);
    byte[] frame = new byte[TernaryNetwork.SIDE * TernaryNetwork.SIDE];
    float[] y = new float[network.outputSize()];
    try (Session session = plan.open(thresholds)) {
      for (int step = 0; step < frames.steps(); step++) {
        boolean first = frames.episodeStart(step);
        if (first) {
          session.reset();
          checker.started(session, "after the reset before step " + step);
        }
        frames.frame(step, frame);
        checker.before(session);
        session.stepFrame(frame, y);
        checker.afterFrame(session, frame, first, step);
      }
    }
    return checker.findings().failures();
  }
}
