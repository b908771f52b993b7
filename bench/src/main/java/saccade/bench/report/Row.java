package saccade.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One contestant on one workload under one condition. Times are of moving steps (at least one input
 * event) that begin no episode; ratios are medians over processes, each of which let everybody play
 * in turn.
 *
 * @param workload its name
 * @param backend ours, or onnxruntime
 * @param mode EXACT, FLOAT32, or INT8 of the rival
 * @param arm dense, pruned, delta, both or zero-skip
 * @param agents agents per step; times are of one step of all
 * @param threads threads that a step may use
 * @param thresholds one T per layer, input first; null where they mean nothing
 * @param runner paced or jmh
 * @param device what it ran on
 * @param deviceType such as CPU
 * @param isa tier of instruction sets
 * @param baseline what {@code speedupVsStrongest} and {@code conversion} compare with; null if none
 *     was measured
 * @param period time from one step to the next, as text; 0 for no pause
 * @param cold whether caches were swept before each step
 * @param steps steps that were timed, in all processes
 * @param movingSteps those of them that moved
 * @param staticShare share of steps without an input event
 * @param times of a moving step
 * @param allocatedBytesPerStep on the Java heap
 * @param multiplicationsDense of the unoptimised network
 * @param multiplicationsCounted of a moving step; null if none moved
 * @param ratios against others on the same steps
 * @param floorMicros what the work of a moving step takes at least on this CPU; null if unknown
 * @param layers where the time goes, by weighted layer; null if the backend does not say
 * @param forks processes that measured it
 * @param meanMicrosSpread over processes; null if none moved
 * @param speedupVsStrongestSpread over processes; null without a baseline
 */
public record Row(
    String workload,
    String backend,
    String mode,
    String arm,
    int agents,
    int threads,
    @Nullable String thresholds,
    String runner,
    String device,
    String deviceType,
    String isa,
    @Nullable String baseline,
    String period,
    boolean cold,
    long steps,
    @Nullable Long movingSteps,
    @Nullable Double staticShare,
    @JsonUnwrapped Times times,
    @Nullable Double allocatedBytesPerStep,
    @Nullable Long multiplicationsDense,
    @Nullable Double multiplicationsCounted,
    @JsonUnwrapped Ratios ratios,
    @Nullable Double floorMicros,
    @Nullable List<LayerMicros> layers,
    int forks,
    @Nullable Spread meanMicrosSpread,
    @Nullable Spread speedupVsStrongestSpread) {
  /**
   * Microseconds; null if no step moved, or the runner does not know them.
   *
   * @param mean mean
   * @param p50 median
   * @param p99 one in a hundred is slower
   * @param p999 one in a thousand is slower
   * @param max the slowest
   */
  public record Times(
      @JsonProperty("meanMicros") @Nullable Double mean,
      @JsonProperty("p50Micros") @Nullable Double p50,
      @JsonProperty("p99Micros") @Nullable Double p99,
      @JsonProperty("p999Micros") @Nullable Double p999,
      @JsonProperty("maxMicros") @Nullable Double max) {}

  /**
   * How many times faster; null where there is nobody to compare with.
   *
   * @param vsOnnxRuntime its float32, one thread
   * @param vsStrongest what {@code baseline} names
   * @param vsOwnDense the same backend and mode, arm dense
   * @param conversion time gain over the baseline per gain in counted multiplications
   */
  public record Ratios(
      @JsonProperty("speedupVsOnnxRuntime") @Nullable Double vsOnnxRuntime,
      @JsonProperty("speedupVsStrongest") @Nullable Double vsStrongest,
      @JsonProperty("speedupVsOwnDense") @Nullable Double vsOwnDense,
      @JsonProperty("conversion") @Nullable Double conversion) {}

  /** The same with what it is against others. */
  public Row with(@Nullable String newBaseline, Ratios newRatios) {
    return new Row(
        workload,
        backend,
        mode,
        arm,
        agents,
        threads,
        thresholds,
        runner,
        device,
        deviceType,
        isa,
        newBaseline,
        period,
        cold,
        steps,
        movingSteps,
        staticShare,
        times,
        allocatedBytesPerStep,
        multiplicationsDense,
        multiplicationsCounted,
        newRatios,
        floorMicros,
        layers,
        forks,
        meanMicrosSpread,
        speedupVsStrongestSpread);
  }
}
