package saccade.bench.tuning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.model.Network;
import saccade.model.PlacedLayer;

/**
 * The measured kernels and crossovers of one network on one machine; its JSON form is that of the
 * file that keeps it.
 *
 * @param format version of the file's form
 * @param saccade version of Saccade that measured
 * @param backend that was measured
 * @param vectorBits bits of its vectors
 * @param cpu name and version of the CPU
 * @param model name of the network, for people
 * @param digest SHA-256 of the network as it was given, in hexadecimal
 * @param modes one for each arithmetic that was measured
 */
public record Tuning(
    int format,
    String saccade,
    String backend,
    int vectorBits,
    String cpu,
    String model,
    String digest,
    List<TunedMode> modes) {
  /** The form that this version reads and writes. */
  public static final int FORMAT = 1;

  public Tuning {
    modes = List.copyOf(modes);
  }

  static Tuning by(Maker maker, String model, List<TunedMode> modes) {
    return new Tuning(
        FORMAT,
        maker.saccade(),
        maker.backend(),
        maker.vectorBits(),
        maker.cpu(),
        model,
        maker.digest(),
        modes);
  }

  /** What was measured in an arithmetic; null if it was not measured. */
  public @Nullable TunedMode in(Mode mode) {
    return modes.stream().filter(tuned -> tuned.mode() == mode).findFirst().orElse(null);
  }

  /** The same with another measurement in place of the one of its arithmetic. */
  Tuning with(TunedMode measured) {
    List<TunedMode> all = new ArrayList<>(modes);
    all.removeIf(tuned -> tuned.mode() == measured.mode());
    all.add(measured);
    all.sort(Comparator.comparing(TunedMode::mode));
    return by(Maker.of(this), model, all);
  }

  /** The options with what was measured in an arithmetic; as they are if it was not measured. */
  public PlanOptions options(PlanOptions options, Mode mode) {
    TunedMode tuned = in(mode);
    if (tuned == null) {
      return options;
    }
    Kernel[] kernels =
        tuned.layers().stream().map(layer -> Kernel.named(layer.kernel())).toArray(Kernel[]::new);
    int[] crossovers = tuned.layers().stream().mapToInt(TunedLayer::crossover).toArray();
    return options
        .withKernels(KernelChoice.timed(kernels))
        .withCrossovers(Crossovers.of(crossovers));
  }

  /** Why it cannot be of that network and backend, whatever it says of itself; null if it can. */
  @Nullable String fault(Network network, Backend backend) {
    for (TunedMode tuned : modes) {
      if (Objects.isNull(tuned.mode())) {
        return "it has a measurement without a mode";
      }
      if (tuned.layers().size() != network.depth()) {
        return "it has %d layers in %s, and the model has %d"
            .formatted(tuned.layers().size(), tuned.mode(), network.depth());
      }
      for (int k = 1; k <= network.depth(); k++) {
        PlacedLayer placed = network.weighted().get(k - 1);
        TunedLayer layer = tuned.layers().get(k - 1);
        if (!placed.name().equals(layer.name())) {
          return "its layer %d is %s, and the model's is %s"
              .formatted(k, layer.name(), placed.name());
        }
        if (backend.kernels(placed).stream()
            .noneMatch(fits -> fits.toString().equals(layer.kernel()))) {
          return "layer %s cannot have kernel '%s'".formatted(placed.name(), layer.kernel());
        }
        if (layer.crossover() < 0 || layer.crossover() > placed.input().size()) {
          return "crossover %d of layer %s is outside 0..%d"
              .formatted(layer.crossover(), placed.name(), placed.input().size());
        }
      }
    }
    if (modes.isEmpty()) {
      return "it holds no measurement";
    }
    return modes.stream().map(TunedMode::mode).distinct().count() == modes.size()
        ? null
        : "it has a mode twice";
  }
}
