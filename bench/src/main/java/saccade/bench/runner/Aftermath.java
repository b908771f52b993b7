package saccade.bench.runner;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import saccade.bench.cpu.CpuRates;
import saccade.bench.report.LayerMicros;
import saccade.engine.Arm;
import saccade.engine.LayerCost;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.StepCounts;
import saccade.engine.StepProfile;

/** What is found out behind the clock's back: allocation, floors, and where the time goes. */
final class Aftermath {
  private static final int STEPS = 64;
  private static final int PROFILED = 192;

  /** With a pause or swept caches before each. */
  private static final int PROFILED_PACED = 32;

  private static final double NANOS_PER_MICRO = 1_000;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Field field;
  private final CpuRates rates;
  private final int position;

  /**
   * After a run.
   *
   * @param position where everybody is in the trace
   */
  Aftermath(Field field, CpuRates rates, int position) {
    this.field = field;
    this.rates = rates;
    this.position = position;
  }

  ForkResult.Entry ours(Field.Entrant entrant, Measurement measurement, double allocated) {
    Plan plan = entrant.plan();
    Arm arm = entrant.arm();
    Floor floor = new Floor(rates, plan.mode(), plan.layers());
    StepCounts counts = Objects.requireNonNull(measurement.counts());
    double[] multiplications = floor.multiplications(arm, counts);
    double counted = 0;
    for (double layer : multiplications) {
      counted += layer;
    }
    boolean none = measurement.own().count() == 0;
    int agents = field.condition().agents();
    double micros = floor.micros(arm, multiplications, plan.network().input());
    int threads = Math.min(entrant.label().threads(), agents);
    return new ForkResult.Entry(
        entrant.label(),
        entrant.device(),
        arm.isDelta(),
        measurement.steps(),
        measurement.movingSteps(),
        measurement.means(),
        measurement.own().encoded(),
        allocated,
        agents * dense(plan.layers()),
        none ? null : (Double) (agents * counted),
        none ? null : (Double) (agents * micros / threads),
        profile(measurement.contestant(), plan.layers().size()));
  }

  /** The rival multiplies everything in every step. */
  ForkResult.Entry rival(Measurement measurement, Set<Mode> modes, double allocated) {
    List<LayerCost> layers = field.definition(modes.iterator().next()).plan().layers();
    long dense = field.condition().agents() * dense(layers);
    return new ForkResult.Entry(
        measurement.contestant().label(),
        "CPU",
        false,
        measurement.steps(),
        measurement.movingSteps(),
        measurement.means(),
        measurement.own().encoded(),
        allocated,
        dense,
        (double) dense,
        null,
        null);
  }

  private static long dense(List<LayerCost> layers) {
    return layers.stream().mapToLong(LayerCost::denseMultiplications).sum();
  }

  /** Bytes per step of each; to be asked before anybody is profiled. */
  double[] allocated(List<Measurement> measurements) {
    return measurements.stream().mapToDouble(each -> allocated(each.contestant())).toArray();
  }

  private double allocated(Contestant contestant) {
    long sum = 0;
    for (int i = 0; i < STEPS; i++) {
      contestant.prepare(position + i);
      long before = thread.getCurrentThreadAllocatedBytes();
      contestant.run();
      sum += thread.getCurrentThreadAllocatedBytes() - before;
    }
    return (double) sum / STEPS;
  }

  /** Over moving steps that begin no episode. */
  private @Nullable List<LayerMicros> profile(Contestant contestant, int depth) {
    StepProfile profile = contestant.profile();
    if (profile == null) {
      return null;
    }
    List<Map<StepProfile.Phase, Long>> nanos = new ArrayList<>();
    for (int k = 1; k <= depth; k++) {
      nanos.add(new EnumMap<>(StepProfile.Phase.class));
    }
    int moving = 0;
    Pace pace = new Pace(field.condition());
    int steps = field.condition().isHot() ? PROFILED : PROFILED_PACED;
    for (int at = position + STEPS; at < position + STEPS + steps; at++) {
      contestant.prepare(at);
      pace.await();
      profile.profile(true);
      contestant.run();
      profile.profile(false);
      boolean every = field.workload().trace().everyStepCounts();
      boolean counts = every || Boolean.TRUE.equals(contestant.moved());
      if (counts && !field.agents().anyBegins(at)) {
        moving++;
        add(profile, nanos);
      }
    }
    return layers(nanos, Math.max(1, moving));
  }

  private static void add(StepProfile profile, List<Map<StepProfile.Phase, Long>> nanos) {
    for (int k = 1; k <= nanos.size(); k++) {
      for (StepProfile.Phase phase : StepProfile.Phase.values()) {
        nanos.get(k - 1).merge(phase, profile.nanos(k, phase), Long::sum);
      }
    }
  }

  private static List<LayerMicros> layers(List<Map<StepProfile.Phase, Long>> nanos, int steps) {
    double each = steps * NANOS_PER_MICRO;
    List<LayerMicros> layers = new ArrayList<>();
    for (Map<StepProfile.Phase, Long> layer : nanos) {
      layers.add(
          new LayerMicros(
              layer.getOrDefault(StepProfile.Phase.DIFF, 0L) / each,
              layer.getOrDefault(StepProfile.Phase.ACCUMULATE, 0L) / each,
              layer.getOrDefault(StepProfile.Phase.EMIT, 0L) / each));
    }
    return layers;
  }
}
