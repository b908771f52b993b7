package saccade.training.pruning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import saccade.builtin.PruningSchedule;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * Prunes the weights that are closest to 0 (section 2.2 of the paper).
 *
 * <p>A mask says what survives, not a value: a weight of 0 that the mask keeps is a survivor, and a
 * pruned one never comes back. Of equal magnitudes the earlier layer's survives, then the earlier
 * weight. Immutable.
 */
public final class MagnitudePruning {
  private final Architecture architecture;
  private final PruningOptions options;
  private final List<Tiling> tilings;

  /**
   * Prunes networks of one architecture.
   *
   * @throws IllegalArgumentException if no layer is in scope
   */
  public MagnitudePruning(Architecture architecture, PruningOptions options) {
    this.architecture = architecture;
    this.options = options;
    tilings =
        IntStream.range(0, architecture.layers().size())
            .filter(i -> options.scope().covers(architecture.layers().get(i)))
            .mapToObj(i -> Tiling.of(architecture, i, options.pattern().height()))
            .toList();
    if (tilings.isEmpty()) {
      throw new IllegalArgumentException(
          "network %s has no convolution to prune; take the scope ALL"
              .formatted(architecture.name()));
    }
  }

  /** How it prunes. */
  public PruningOptions options() {
    return options;
  }

  /** Weights in scope, pruned ones included. */
  public long total() {
    return tilings.stream().mapToLong(Tiling::weights).sum();
  }

  /**
   * The mask after round i of iterative pruning. By equation 1 it keeps (1 - r)^i of the original
   * number in scope, as {@link Survivors#afterRounds} rounds it: exact to one weight, however many
   * rounds, unless a floor binds or the current mask has fewer. Where layers have shares of their
   * own, each is rounded so that the sum is that number. Blocks come as close as whole ones can,
   * within 4 weights per layer.
   *
   * <p>{@link Pattern#TWO_OF_FOUR} is one step to half the weights, not a rate: the first round
   * takes it whatever the rate above 0, and later rounds change nothing.
   *
   * @param trained weights at the end of the round
   * @param current mask they were trained with
   * @param rate r, 0..1
   * @param round i, 1 for the first pruning; 0 keeps the current mask
   * @throws IllegalArgumentException if a weight in scope is not finite, shapes differ, the current
   *     mask splits blocks, or rate or round are outside
   */
  public PruningStep round(Parameters trained, Mask current, double rate, int round) {
    return toShare(trained, current, 1 - PruningSchedule.prunedFraction(rate, round));
  }

  /**
   * The mask at an update of gradual pruning: the current one if none is due, else one of the
   * schedule's sparsity, rounded as in {@link #round}.
   *
   * @param current mask in use; the result only shrinks it
   * @param update updates done, 0 or more
   * @throws IllegalArgumentException as in {@link #round}, and for {@link Pattern#TWO_OF_FOUR},
   *     which has no degrees
   */
  public PruningStep gradual(
      GradualSchedule schedule, Parameters weights, Mask current, long update) {
    if (options.pattern() == Pattern.TWO_OF_FOUR) {
      throw new IllegalArgumentException(
          "2:4 is one step to 50 %, not a schedule; take single weights or blocks of 8");
    }
    if (!schedule.due(update)) {
      return new PruningStep(current, List.of());
    }
    return toShare(weights, current, 1 - schedule.sparsity(update));
  }

  private PruningStep toShare(Parameters trained, Mask current, double share) {
    trained.requireFit(architecture);
    current.requireFit(architecture);
    tilings.forEach(tiling -> requireFinite(tiling, trained.weights(tiling.layer())));
    Survey survey = new Survey(architecture, current);
    if (share >= 1) {
      return survey.step();
    }
    if (options.pattern() == Pattern.TWO_OF_FOUR) {
      tilings.forEach(t -> survey.keep(t.layer(), TwoOfFour.survivors(t, trained, current)));
    } else if (options.allotment() == Allotment.GLOBAL) {
      long target = Survivors.ofShare(total(), share);
      select(tilings, new Candidates(tilings, trained, current), target, survey);
    } else {
      long[] targets = Survivors.split(weights(), shares(share), Survivors.ofShare(total(), share));
      for (int i = 0; i < targets.length; i++) {
        List<Tiling> one = List.of(tilings.get(i));
        select(one, new Candidates(one, trained, current), targets[i], survey);
      }
    }
    return survey.step();
  }

  private double[] shares(double share) {
    if (options.allotment() == Allotment.ERK) {
      return Shares.erk(architecture, tilings.stream().map(Tiling::layer).toList(), share);
    }
    double[] shares = new double[tilings.size()];
    Arrays.fill(shares, share);
    return shares;
  }

  private long[] weights() {
    return tilings.stream().mapToLong(Tiling::weights).toArray();
  }

  private void select(List<Tiling> pool, Candidates candidates, long target, Survey survey) {
    BitSet free = candidates.best(new BitSet(), target);
    BitSet output = candidates.bestOfBands(options.floors().perOutput());
    BitSet layer = candidates.filling(output, options.floors().perLayer());
    BitSet sure = (BitSet) output.clone();
    sure.or(layer);
    layer.andNot(free);
    output.andNot(free);
    BitSet chosen = layer.isEmpty() && output.isEmpty() ? free : candidates.best(sure, target);
    for (int i = 0; i < pool.size(); i++) {
      Tiling tiling = pool.get(i);
      survey.keep(tiling.layer(), candidates.weightsOf(i, chosen));
      survey.floor(tiling, BoundFloor.Kind.LAYER, candidates.weightsOf(i, layer));
      survey.floor(tiling, BoundFloor.Kind.OUTPUT, candidates.weightsOf(i, output));
    }
  }

  private static void requireFinite(Tiling tiling, float[] weights) {
    for (int i = 0; i < weights.length; i++) {
      if (!Float.isFinite(weights[i])) {
        throw new IllegalArgumentException(
            "weight %d of layer %s is %s; weights must be finite to be compared, so train it anew"
                .formatted(i, tiling.name(), weights[i]));
      }
    }
  }

  /** The mask and the report as they grow, layer by layer. */
  private static final class Survey {
    private final int[] sizes;
    private final List<BitSet> kept = new ArrayList<>();
    private final List<BoundFloor> floors = new ArrayList<>();

    Survey(Architecture architecture, Mask current) {
      sizes = new int[current.layers()];
      for (int i = 0; i < sizes.length; i++) {
        sizes[i] = architecture.weights(i);
        kept.add(current.survivors(i));
      }
    }

    void keep(int layer, BitSet survivors) {
      kept.set(layer, survivors);
    }

    void floor(Tiling tiling, BoundFloor.Kind kind, BitSet spared) {
      if (!spared.isEmpty()) {
        floors.add(new BoundFloor(tiling.name(), kind, spared.cardinality()));
      }
    }

    PruningStep step() {
      return new PruningStep(new Mask(sizes, kept), floors);
    }
  }
}
