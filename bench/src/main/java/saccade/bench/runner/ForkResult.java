package saccade.bench.runner;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import saccade.bench.report.LayerMicros;

/**
 * What one process measured of one workload under one condition.
 *
 * @param isa tier that its virtual machine compiled for
 * @param thresholds of each arithmetic
 * @param entries everybody who took part
 * @param notes what is to be known, one sentence each
 */
public record ForkResult(
    String isa, Map<String, String> thresholds, List<Entry> entries, List<String> notes) {
  public ForkResult {
    thresholds = Map.copyOf(thresholds);
    entries = List.copyOf(entries);
    notes = List.copyOf(notes);
  }

  /**
   * One contestant.
   *
   * @param label who
   * @param device what it ran on
   * @param delta whether thresholds mean something to it
   * @param steps steps that were timed
   * @param movingSteps those of them with an input event
   * @param meanMicros mean over the moving steps of each arithmetic, by its name; what moves may
   *     differ between them
   * @param histogram nanoseconds of its moving steps
   * @param allocatedBytesPerStep on the Java heap, by the thread that steps
   * @param multiplicationsDense of one step, of all agents
   * @param multiplicationsCounted of one moving step, of all agents; null if none moved
   * @param floorMicros what the work of a moving step takes at least, in equal parts on all its
   *     threads; null if unknown
   * @param layers where its time goes; null if the backend does not say
   */
  public record Entry(
      Label label,
      String device,
      boolean delta,
      long steps,
      long movingSteps,
      Map<String, Double> meanMicros,
      String histogram,
      double allocatedBytesPerStep,
      long multiplicationsDense,
      @Nullable Double multiplicationsCounted,
      @Nullable Double floorMicros,
      @Nullable List<LayerMicros> layers) {
    public Entry {
      meanMicros = Map.copyOf(meanMicros);
    }

    /** Its mean over the moving steps of an arithmetic; null if there were none. */
    @Nullable Double mean(String mode) {
      return meanMicros.get(mode);
    }
  }
}
