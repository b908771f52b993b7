package saccade.verify.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Thresholds;

/**
 * One session through all its calls, each checked, and a twin beside it that takes other calls to
 * the same end: other overloads, whole observations instead of frames, and in EXACT other
 * crossovers and refreshes (contract, laws 6g and 9).
 */
final class SessionScenario {
  private static final String TWIN = "a twin has the same bits";

  private final Stage stage;
  private final Input input;
  private final Plan peer;
  private final List<Watched.Saved> saved = new ArrayList<>();
  private final Watched main;
  private final @Nullable Session twin;
  private int call;

  private SessionScenario(Stage stage, @Nullable Plan other) {
    this.stage = stage;
    input = stage.network().input();
    PlanOptions others = OptionsGenerator.others(stage.id(), stage.network());
    peer = other == null ? stage.plan(others) : other;
    Thresholds thresholds = stage.made.thresholds(-1);
    main = new Watched(stage, stage.plan, thresholds);
    Plan twins = stage.mode == Mode.EXACT ? stage.plan(others) : stage.plan;
    twin = stage.id().has(Feature.TWINS) ? twins.open(thresholds) : null;
  }

  /**
   * Runs all calls.
   *
   * @param peer the case's plan on another backend; null if there is none
   */
  static void run(Stage stage, @Nullable Plan peer) {
    SessionScenario scenario = new SessionScenario(stage, peer);
    for (int call = 0; call < stage.id().limits().calls(); call++) {
      if (!stage.id().drop().contains(call)) {
        scenario.call = call;
        scenario.next();
      }
    }
    BadCalls.afterClose(scenario.main.session, scenario.main.save().snapshot());
  }

  private void next() {
    Draw draw = Draw.of(stage.id(), Draw.Aspect.CALL, call);
    int kind = draw.weighted(36, 12, 8, 3, 4, 4, 4, 7, 6, 6, 4, 4, 6);
    Feature needed =
        switch (kind) {
          case 0, 3 -> Feature.SESSIONS;
          case 1, 2 -> Feature.FULL_STEPS;
          case 4 -> Feature.RESETS;
          case 5 -> Feature.REFRESH_CALLS;
          case 6 -> Feature.RESYNCS;
          case 7 -> Feature.THRESHOLD_CHANGES;
          case 8, 9, 11 -> Feature.SNAPSHOTS;
          case 10 -> Feature.FORKS;
          default -> Feature.BAD_CALLS;
        };
    run(stage.id().has(needed) ? kind : 0, draw);
    if (twin != null) {
      stage.requireSame(TWIN, main.session, twin, "after call " + call);
    }
  }

  private void run(int kind, Draw draw) {
    byte[] frame = stage.made.frame(call);
    switch (kind) {
      case 0 -> stepFrame(draw, frame);
      case 1 -> step(draw, main.withFrame(frame), true);
      case 2 -> step(draw, anyObservation(draw), false);
      case 3 -> stepFrame(draw, atTheLimit(draw, frame));
      case 4 -> reset();
      case 5 -> refresh();
      case 6 -> resync(draw, anyObservation(draw));
      case 7 -> {
        setThresholds(stage.made.thresholds(call));
        restoreWhileMarked(draw);
      }
      case 8 -> saved.add(main.save());
      case 9 -> restore(draw);
      case 10 -> fork(draw, frame);
      case 11 -> peers(draw, frame);
      default -> new BadCalls(stage, draw, main.session).any(frame);
    }
  }

  /** Every plane another frame: what step may be given and stepFrame never builds. */
  private byte[] anyObservation(Draw draw) {
    byte[] observation = new byte[input.observationBytes()];
    for (int p = 0; p < input.planes(); p++) {
      byte[] frame = stage.made.frame(draw.below(call + 1));
      System.arraycopy(frame, 0, observation, p * frame.length, frame.length);
    }
    return observation;
  }

  private byte[] atTheLimit(Draw draw, byte[] frame) {
    if (input instanceof ImageStack || stage.made.ternary() || !stage.id().has(Feature.EXTREMES)) {
      return frame;
    }
    float[] values = Observations.values(input, frame);
    int few = draw.oneIn(2) ? values.length : 1;
    for (int n = 0; n < few; n++) {
      int i = few == 1 ? draw.below(values.length) : n;
      values[i] = draw.pick(-1, 1) * stage.plan.info().inputLimits().limit(i);
    }
    return Observations.bytes(input, values);
  }

  private void stepFrame(Draw draw, byte[] frame) {
    if (!stage.allowed(frame)) {
      new BadCalls(stage, draw, main.session).poison(frame);
      return;
    }
    boolean arrays = draw.oneIn(2);
    boolean byStep = draw.oneIn(2) && main.consecutive();
    byte[] observation = main.withFrame(frame);
    main.stepFrame(frame, arrays);
    if (twin != null) {
      if (byStep) {
        Calls.step(twin, input, observation, !arrays);
      } else {
        Calls.stepFrame(twin, input, frame, !arrays);
      }
      requireTwinCounts(!byStep);
    }
  }

  private void step(Draw draw, byte[] observation, boolean newFrame) {
    if (!stage.allowed(observation)) {
      return;
    }
    boolean arrays = draw.oneIn(2);
    boolean byFrame = draw.oneIn(2) && newFrame && main.consecutive();
    main.step(observation, arrays, newFrame);
    if (twin != null) {
      if (byFrame) {
        Calls.stepFrame(twin, input, stage.made.frame(call), !arrays);
      } else {
        Calls.step(twin, input, observation, !arrays);
      }
      requireTwinCounts(!byFrame);
    }
  }

  private void requireTwinCounts(boolean sameCall) {
    if (twin != null) {
      boolean all = sameCall && stage.mode == Mode.FLOAT32;
      Stage.requireSameCounts(
          TWIN, main.session.counts(), twin.counts(), all, "after call " + call);
    }
  }

  private void reset() {
    main.reset();
    if (twin != null) {
      twin.reset();
    }
  }

  private void refresh() {
    main.refresh();
    if (twin != null && stage.mode == Mode.FLOAT32) {
      twin.refresh();
    }
  }

  private void resync(Draw draw, byte[] observation) {
    if (!stage.allowed(observation)) {
      return;
    }
    boolean arrays = draw.oneIn(2);
    main.resync(observation, arrays);
    if (twin != null) {
      Calls.resync(twin, input, observation, !arrays);
    }
  }

  private void setThresholds(Thresholds changed) {
    main.setThresholds(changed);
    if (twin != null) {
      twin.setThresholds(changed);
    }
  }

  /** Thresholds mark every neuron, and marks are state: what is restored is still marked. */
  private void restoreWhileMarked(Draw draw) {
    if (draw.oneIn(2) && stage.id().has(Feature.SNAPSHOTS)) {
      Watched.Saved marked = main.save();
      saved.add(marked);
      main.restore(marked);
      if (twin != null) {
        twin.restore(marked.snapshot());
      }
    }
  }

  /** Into this session, or into a new one that is left behind. */
  private void restore(Draw draw) {
    if (saved.isEmpty()) {
      saved.add(main.save());
    }
    Watched.Saved state = saved.get(draw.below(saved.size()));
    if (draw.oneIn(3)) {
      try (Watched other = new Watched(stage, peer, stage.made.thresholds(call))) {
        other.restore(state);
      }
      return;
    }
    main.restore(state);
    if (twin != null) {
      twin.restore(state.snapshot());
    }
  }

  /** The same inputs give the same bits; after other inputs the original has not moved. */
  private void fork(Draw draw, byte[] frame) {
    try (Watched other = main.fork()) {
      if (stage.allowed(frame)) {
        stepFrame(draw, frame);
        other.stepFrame(frame, draw.oneIn(2));
        stage.requireSame(
            "a fork goes on as its original", main.session, other.session, "in call " + call);
        Stage.requireSameCounts(
            "a fork goes on as its original",
            main.session.counts(),
            other.session.counts(),
            true,
            "in call " + call);
      }
      Watched.Saved now = main.save();
      byte[] elsewhere = stage.made.frame(draw.below(call + 1));
      if (stage.allowed(elsewhere)) {
        other.stepFrame(elsewhere, false);
      }
      other.reset();
      Failure.require(
          main.session.snapshot().equals(now.snapshot()),
          "a fork leaves its original alone",
          "a fork went on and its original moved in call " + call);
      BadCalls.afterClose(other.session, now.snapshot());
    }
  }

  /** One step of two plans from one snapshot (law 7c; in EXACT to the bit). */
  private void peers(Draw draw, byte[] frame) {
    Watched.Saved state = main.save();
    saved.add(state);
    if (!stage.allowed(frame)) {
      return;
    }
    boolean arrays = draw.oneIn(2);
    try (Watched a = new Watched(stage, stage.plan, main.thresholds());
        Watched b = new Watched(stage, peer, main.thresholds())) {
      a.restore(state);
      b.restore(state);
      a.stepFrame(frame, arrays);
      b.stepFrame(frame, arrays);
      if (stage.mode == Mode.EXACT) {
        String check = "peers have the same bits";
        stage.requireSame(check, a.session, b.session, "in call " + call);
        Stage.requireSameCounts(
            check, a.session.counts(), b.session.counts(), false, "in call " + call);
      } else {
        Optional<String> differs = a.differsFrom(b);
        Failure.require(
            differs.isEmpty(), "peers agree within both bounds", differs.orElse("") + " in a step");
      }
    }
  }
}
