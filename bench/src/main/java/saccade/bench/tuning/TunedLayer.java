package saccade.bench.tuning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one weighted layer. Times are medians per step in which the layer had an
 * event; a layer that never had one keeps what the cost model says, and has no times.
 *
 * @param name of the layer
 * @param kernel that was the fastest
 * @param crossover number of events above which it is faster dense
 * @param events of such a step, the median; null without one
 * @param denseMicros of the dense kernel; null without events
 * @param kernelMicros of every kernel that fits the layer; empty without events
 */
public record TunedLayer(
    String name,
    String kernel,
    int crossover,
    @Nullable Double events,
    @Nullable Double denseMicros,
    Map<String, Double> kernelMicros) {
  public TunedLayer {
    kernelMicros = Collections.unmodifiableMap(new LinkedHashMap<>(kernelMicros));
  }
}
