package saccade.bench.runner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import saccade.bench.cpu.CpuInfo;
import saccade.bench.cpu.CpuRates;
import saccade.bench.workload.Workload;
import saccade.engine.Mode;
import saccade.engine.StepCounts;
import saccade.engine.StepProfile;

/**
 * One process's share of the measuring: everybody plays the same steps of the trace, in turn, in
 * short blocks, the order rotating; only the step is timed. The first steps of a block wake up the
 * caches and are not measured, and neither are first steps of episodes.
 */
public final class PacedRun implements AutoCloseable {
  private static final int HOT_BLOCK = 72;
  private static final int LEAD_IN = 8;

  /** With a pause or swept caches there is nothing to wake up. */
  private static final int PACED_BLOCK = 8;

  private static final double WARM_UP_SHARE = 0.35;
  private static final int LEAST_WARM_UP_ROUNDS = 3;

  /** Of so many rounds of the warm-up one is profiled. */
  private static final int PROFILED = 8;

  /** Share of the time that is left for what follows the measuring. */
  private static final double AFTER_SHARE = 0.08;

  /** Until threads of a pool stop looking for more work. */
  private static final long SETTLE_NANOS = 20_000_000;

  private final Field field;
  private final List<Field.Entrant> ours;
  private final List<Measurement> measurements = new ArrayList<>();
  private final Map<Mode, Measurement> movers = new EnumMap<>(Mode.class);
  private final int block;
  private final int leadIn;
  private final boolean everyStep;
  private boolean warmedUp;
  private int position;
  private int rounds;

  private PacedRun(Field field) {
    this.field = field;
    ours = field.ours();
    boolean hot = field.condition().isHot();
    block = hot ? HOT_BLOCK : PACED_BLOCK;
    leadIn = hot ? LEAD_IN : 0;
    everyStep = field.workload().trace().everyStepCounts();
    for (Field.Entrant entrant : ours) {
      Mode mode = entrant.plan().mode();
      StepCounts counts = new StepCounts(entrant.plan().layers());
      add(new Measurement(field.open(entrant), mode, counts, everyStep, HOT_BLOCK));
    }
    for (Field.RivalModel rival : field.rivals()) {
      add(new Measurement(field.open(rival), moverOf(rival.mode()), null, everyStep, HOT_BLOCK));
    }
    field.modes().forEach(this::findMover);
  }

  private void add(Measurement measurement) {
    measurements.add(measurement);
  }

  /** The rival moves with the arithmetic that it stands against, if that is measured. */
  private Mode moverOf(Mode mode) {
    return field.modes().contains(mode) ? mode : field.modes().get(0);
  }

  /** Where no delta arm is measured, the definition runs along, untimed. */
  private void findMover(Mode mode) {
    Label label = field.mover(mode);
    movers.put(
        mode,
        measurements.stream()
            .filter(m -> m.contestant().label().equals(label))
            .findFirst()
            .orElseGet(
                () ->
                    new Measurement(
                        field.open(field.definition(mode)), mode, null, everyStep, HOT_BLOCK)));
  }

  /**
   * Checks everybody's y and measures.
   *
   * @param workload what is played
   * @param condition under what
   * @param selection who
   * @param mostSteps steps that are measured at most
   * @param deadline when to be done, as {@link System#nanoTime}; one round is always played
   * @throws WrongResultException if somebody computes something else than it owes
   */
  public static ForkResult run(
      Workload workload, Condition condition, Selection selection, int mostSteps, long deadline) {
    Field field = new Field(workload, condition, selection);
    OutputCheck.require(field);
    CpuRates rates = CpuRates.measure();
    try (PacedRun run = new PacedRun(field)) {
      run.warmUp(deadline);
      run.measure(mostSteps, deadline);
      return run.result(rates);
    }
  }

  /**
   * Without pauses and in long blocks, whatever is measured: else nothing would be compiled. Some
   * rounds are profiled, because the first profile of code that was compiled without one throws it
   * away, for everybody that shares it.
   */
  private void warmUp(long deadline) {
    long start = System.nanoTime();
    long end = start + (long) (WARM_UP_SHARE * (deadline - start));
    WarmUp compiler = new WarmUp();
    Pace hot = new Pace(Condition.PLAIN);
    int played = 0;
    do {
      profile(played % PROFILED == 0);
      play(hot, new boolean[HOT_BLOCK]);
      played++;
      warmedUp = compiler.isOver();
    } while (played < LEAST_WARM_UP_ROUNDS || (!warmedUp && System.nanoTime() < end));
    profile(false);
    System.gc();
  }

  private void profile(boolean on) {
    for (Measurement measurement : measurements) {
      StepProfile profile = measurement.contestant().profile();
      if (profile != null) {
        profile.profile(on);
      }
    }
  }

  /** Gives up where every step of the trace was played at every place of a block, for nothing. */
  private void measure(int mostSteps, long deadline) {
    long start = System.nanoTime();
    long end = deadline - (long) (AFTER_SHARE * (deadline - start));
    Pace pace = new Pace(field.condition());
    long slowest = 0;
    int measured = 0;
    long now = start;
    long last = position + (long) block * field.workload().trace().steps();
    do {
      boolean[] counts = measuredSteps();
      play(pace, counts);
      settle(counts);
      for (boolean step : counts) {
        measured += step ? 1 : 0;
      }
      slowest = Math.max(slowest, System.nanoTime() - now);
      now = System.nanoTime();
    } while (measured < mostSteps && now + slowest < end && (measured > 0 || position < last));
  }

  private boolean[] measuredSteps() {
    boolean[] steps = new boolean[block];
    for (int i = leadIn; i < block; i++) {
      steps[i] = !field.agents().anyBegins(position + i);
    }
    return steps;
  }

  /** Everybody plays the next block. */
  private void play(Pace pace, boolean[] measured) {
    List<Measurement> order = new ArrayList<>(measurements);
    Collections.rotate(order, rounds++);
    for (Measurement mover : movers.values()) {
      if (!measurements.contains(mover)) {
        mover.play(position, measured, new Pace(Condition.PLAIN));
      }
    }
    for (Measurement next : order) {
      next.play(position, measured, pace);
      if (next.contestant().leavesThreadsBusy()) {
        LockSupport.parkNanos(SETTLE_NANOS);
      }
    }
    position += measured.length;
  }

  private void settle(boolean[] measured) {
    Map<Mode, boolean[]> moving = new EnumMap<>(Mode.class);
    movers.forEach((mode, mover) -> moving.put(mode, mover.moved()));
    measurements.forEach(measurement -> measurement.settle(measured, moving));
  }

  private ForkResult result(CpuRates rates) {
    Aftermath after = new Aftermath(field, rates, position);
    double[] allocated = after.allocated(measurements);
    List<ForkResult.Entry> entries = new ArrayList<>();
    for (int i = 0; i < measurements.size(); i++) {
      Measurement measurement = measurements.get(i);
      entries.add(
          i < ours.size()
              ? after.ours(ours.get(i), measurement, allocated[i])
              : after.rival(measurement, movers.keySet(), allocated[i]));
    }
    List<String> notes = new ArrayList<>(field.workload().notes());
    notes.addAll(field.notes());
    if (measurements.stream().allMatch(measurement -> measurement.own().count() == 0)) {
      notes.add(
          field.workload().name() + ": no measured step moved, so there are no times; play more.");
    }
    if (!warmedUp) {
      notes.add(
          field.workload().name()
              + ": the compiler had not gone quiet when measuring began; give more time.");
    }
    Map<String, String> thresholds = new HashMap<>();
    field.modes().forEach(mode -> thresholds.put(mode.name(), field.thresholds(mode).toString()));
    return new ForkResult(CpuInfo.here().isaOfThisVm(), thresholds, entries, notes);
  }

  @Override
  public void close() {
    measurements.forEach(measurement -> measurement.contestant().close());
    movers.values().forEach(mover -> mover.contestant().close());
  }
}
