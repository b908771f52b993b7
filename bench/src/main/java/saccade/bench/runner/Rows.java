package saccade.bench.runner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import saccade.bench.report.LayerMicros;
import saccade.bench.report.Row;
import saccade.engine.Arm;

/** Turns what several processes measured into rows. */
final class Rows {
  private final String workload;
  private final Condition condition;
  private final List<ForkResult> forks;
  private final String bestIsa;

  /**
   * Of one workload under one condition.
   *
   * @param forks what each process measured, the same contestants in the same order
   * @param bestIsa tier that native libraries choose
   */
  Rows(String workload, Condition condition, List<ForkResult> forks, String bestIsa) {
    this.workload = workload;
    this.condition = condition;
    this.forks = forks;
    this.bestIsa = bestIsa;
  }

  /** The rival chooses its own tier, so it has no rows under one that was forced. */
  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    for (ForkResult.Entry entry : forks.get(0).entries()) {
      if (condition.isa() == null || !entry.label().isRival()) {
        rows.add(row(entry));
      }
    }
    return rows;
  }

  private Row row(ForkResult.Entry first) {
    Label label = first.label();
    List<ForkResult.Entry> same = new ArrayList<>();
    List<ForkRatios> ratios = new ArrayList<>();
    Latencies latencies = new Latencies();
    for (ForkResult fork : forks) {
      ForkResult.Entry entry = Objects.requireNonNull(ForkRatios.find(fork, label));
      same.add(entry);
      ratios.add(ForkRatios.of(fork, entry));
      latencies.addEncoded(entry.histogram());
    }
    long steps = same.stream().mapToLong(ForkResult.Entry::steps).sum();
    long moving = same.stream().mapToLong(ForkResult.Entry::movingSteps).sum();
    return new Row(
        workload,
        label.backend(),
        label.mode(),
        label.arm(),
        condition.agents(),
        label.threads(),
        first.delta() ? forks.get(0).thresholds().get(label.mode()) : null,
        "paced",
        first.device(),
        "CPU",
        label.isRival() ? bestIsa : forks.get(0).isa(),
        baseline(ratios),
        condition.period(),
        condition.cold(),
        steps,
        moving,
        steps == 0 ? null : (Double) (1 - (double) moving / steps),
        times(latencies),
        mean(same, ForkResult.Entry::allocatedBytesPerStep),
        first.multiplicationsDense(),
        counted(same),
        medians(ratios),
        Median.of(same.stream().map(ForkResult.Entry::floorMicros).toList()),
        layers(same),
        forks.size(),
        Median.spread(same.stream().map(entry -> own(entry)).toList()),
        Median.spread(ratios.stream().map(ForkRatios::vsStrongest).toList()));
  }

  private static @Nullable Double own(ForkResult.Entry entry) {
    Latencies own = new Latencies();
    own.addEncoded(entry.histogram());
    return own.meanMicros();
  }

  private static @Nullable String baseline(List<ForkRatios> ratios) {
    return ratios.get(0).baseline();
  }

  private static Row.Times times(Latencies all) {
    return new Row.Times(
        all.meanMicros(),
        all.percentileMicros(50),
        all.percentileMicros(99),
        all.percentileMicros(99.9),
        all.maxMicros());
  }

  private static Row.Ratios medians(List<ForkRatios> ratios) {
    return new Row.Ratios(
        Median.of(ratios.stream().map(ForkRatios::vsFloat32).toList()),
        Median.of(ratios.stream().map(ForkRatios::vsStrongest).toList()),
        Median.of(ratios.stream().map(ForkRatios::vsOwnDense).toList()),
        Median.of(ratios.stream().map(ForkRatios::conversion).toList()));
  }

  /** Processes that measured more steps weigh more. */
  private static @Nullable Double counted(List<ForkResult.Entry> same) {
    double sum = 0;
    long steps = 0;
    for (ForkResult.Entry entry : same) {
      Double each = entry.multiplicationsCounted();
      if (each != null) {
        Latencies own = new Latencies();
        own.addEncoded(entry.histogram());
        sum += each * own.count();
        steps += own.count();
      }
    }
    return steps == 0 ? null : (Double) (sum / steps);
  }

  private static @Nullable List<LayerMicros> layers(List<ForkResult.Entry> same) {
    List<LayerMicros> first = same.get(0).layers();
    if (first == null || same.stream().anyMatch(entry -> entry.layers() == null)) {
      return null;
    }
    List<LayerMicros> means = new ArrayList<>();
    for (int k = 0; k < first.size(); k++) {
      int layer = k;
      List<LayerMicros> each =
          same.stream().map(entry -> Objects.requireNonNull(entry.layers()).get(layer)).toList();
      means.add(
          new LayerMicros(
              mean(each, LayerMicros::diff),
              mean(each, LayerMicros::accumulate),
              mean(each, LayerMicros::emit)));
    }
    return means;
  }

  private static <T> double mean(List<T> values, ToDoubleFunction<T> figure) {
    return values.stream().mapToDouble(figure).average().orElse(0);
  }

  /** Ratios within one process, where everybody played the same steps in turn. */
  record ForkRatios(
      @Nullable String baseline,
      @Nullable Double vsFloat32,
      @Nullable Double vsStrongest,
      @Nullable Double vsOwnDense,
      @Nullable Double conversion) {
    static ForkResult.@Nullable Entry find(ForkResult fork, Label label) {
      return fork.entries().stream()
          .filter(entry -> entry.label().equals(label))
          .findFirst()
          .orElse(null);
    }

    static ForkRatios of(ForkResult fork, ForkResult.Entry entry) {
      Label label = entry.label();
      String dense = Selection.text(Arm.DENSE);
      String mode = mode(label, entry);
      ForkResult.Entry fp32 = find(fork, new Label(Label.RIVAL, Label.FLOAT32, dense, 1));
      ForkResult.Entry int8 = find(fork, new Label(Label.RIVAL, Label.INT8, dense, 1));
      ForkResult.Entry strongest = fp32;
      if (mode.equals(Label.EXACT)) {
        strongest = faster(fp32, int8, mode);
      }
      Label own = new Label(label.backend(), label.mode(), dense, label.threads());
      Double gain = gain(strongest, entry, mode);
      return new ForkRatios(
          strongest == null ? null : strongest.label().asBaseline(),
          gain(fp32, entry, mode),
          gain,
          gain(find(fork, own), entry, mode),
          conversion(gain, entry));
    }

    /** Whose moving steps count; the rival's may be those of the only arithmetic measured. */
    private static String mode(Label label, ForkResult.Entry entry) {
      boolean lone = label.isRival() && entry.mean(label.mode()) == null;
      return lone || label.mode().equals(Label.INT8) ? Label.EXACT : label.mode();
    }

    private static ForkResult.@Nullable Entry faster(
        ForkResult.@Nullable Entry a, ForkResult.@Nullable Entry b, String mode) {
      List<ForkResult.Entry> both = new ArrayList<>();
      for (ForkResult.Entry each : new ForkResult.Entry[] {a, b}) {
        if (each != null && each.mean(mode) != null) {
          both.add(each);
        }
      }
      return both.stream()
          .min(Comparator.comparingDouble(each -> Objects.requireNonNull(each.mean(mode))))
          .orElse(null);
    }

    private static @Nullable Double gain(
        ForkResult.@Nullable Entry over, ForkResult.Entry entry, String mode) {
      Double theirs = over == null ? null : over.mean(mode);
      Double ours = entry.mean(mode);
      return theirs == null || ours == null || ours == 0 ? null : (Double) (theirs / ours);
    }

    private static @Nullable Double conversion(@Nullable Double gain, ForkResult.Entry entry) {
      Double counted = entry.multiplicationsCounted();
      return gain == null || counted == null || entry.label().isRival()
          ? null
          : (Double) (gain * counted / entry.multiplicationsDense());
    }
  }
}
