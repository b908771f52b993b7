package saccade.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.model.Network;

/** The kernel of every weighted layer, and where the choice came from. Immutable. */
public final class KernelChoice {
  /** The backend's cost model chooses for every layer. */
  public static final KernelChoice AUTO = new KernelChoice(new Kernel[0], new Source[0]);

  /** Where a layer's kernel came from. */
  public enum Source {
    /** The backend's fixed cost model. */
    COST_MODEL,
    /** A caller. */
    FORCED,
    /** A measurement. */
    TIMED;

    /** The name in reports. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Kernel[] kernels;
  private final Source[] sources;

  private KernelChoice(Kernel[] kernels, Source[] sources) {
    this.kernels = kernels;
    this.sources = sources;
  }

  /** One kernel per weighted layer, first layer first; the cost model chooses where it is AUTO. */
  public static KernelChoice forced(Kernel... kernels) {
    return of(kernels, Source.FORCED);
  }

  /** The same, but a measurement found them. */
  public static KernelChoice timed(Kernel... kernels) {
    return of(kernels, Source.TIMED);
  }

  private static KernelChoice of(Kernel[] kernels, Source source) {
    Source[] sources = new Source[kernels.length];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = kernels[i] == Kernel.AUTO ? Source.COST_MODEL : source;
    }
    return new KernelChoice(kernels.clone(), sources);
  }

  /**
   * What became of the choice in a plan: where a layer has another kernel than it was given, the
   * cost model chose it. For backends.
   */
  public KernelChoice resolve(List<Kernel> planned) {
    Source[] from = new Source[planned.size()];
    for (int layer = 1; layer <= from.length; layer++) {
      boolean given = planned.get(layer - 1) == at(layer);
      from[layer - 1] = given ? source(layer) : Source.COST_MODEL;
    }
    return new KernelChoice(planned.toArray(Kernel[]::new), from);
  }

  /** Kernel of a weighted layer, 1..depth; in a plan AUTO only if its backend has but one. */
  public Kernel at(int layer) {
    return kernels.length == 0 ? Kernel.AUTO : kernels[layer - 1];
  }

  /** Where the kernel of a weighted layer, 1..depth, came from. */
  public Source source(int layer) {
    return sources.length == 0 ? Source.COST_MODEL : sources[layer - 1];
  }

  /**
   * Checks the number of kernels against a network. For backends.
   *
   * @throws IllegalArgumentException unless there is one per weighted layer, or none at all
   */
  public void requireFor(Network network) {
    if (kernels.length != 0 && kernels.length != network.depth()) {
      throw new IllegalArgumentException(
          kernels.length
              + " kernels were given for the "
              + network.depth()
              + " weighted layers of "
              + network.name()
              + "; give one for each, or none");
    }
  }

  /**
   * Checks that nothing is asked of a backend that has one kernel only. For backends.
   *
   * @throws IllegalArgumentException if a layer shall have another kernel than AUTO
   */
  public void requireAuto(String backend, Network network) {
    requireFor(network);
    for (int layer = 1; layer <= kernels.length; layer++) {
      if (at(layer) != Kernel.AUTO) {
        throw new IllegalArgumentException(
            "layer "
                + network.weighted().get(layer - 1).name()
                + " cannot have kernel "
                + at(layer)
                + ", because backend "
                + backend
                + " has one kernel only; leave it auto, or take another backend");
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KernelChoice that
        && Arrays.equals(kernels, that.kernels)
        && Arrays.equals(sources, that.sources);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(kernels) + Arrays.hashCode(sources);
  }

  @Override
  public String toString() {
    return kernels.length == 0 ? "auto" : Arrays.toString(kernels);
  }
}
