package saccade.training.pruning;

import java.util.List;
import java.util.stream.IntStream;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;

/**
 * What a mask leaves: plain fields for a manifest.
 *
 * @param scope layers that could lose weights
 * @param inScope those layers together; its sparsity is the total of Tables 4 and 5
 * @param network all layers together
 * @param layers in the order of the data flow
 * @param floors those that bound when the mask was made
 */
public record MaskStatistics(
    Scope scope, Sum inScope, Sum network, List<LayerRow> layers, List<BoundFloor> floors) {
  public MaskStatistics {
    layers = List.copyOf(layers);
    floors = List.copyOf(floors);
  }

  /**
   * Some layers together.
   *
   * @param total weights, biases not counted
   * @param kept survivors
   * @param sparsity pruned share of the weights, 0..1; 0 if there are none
   * @param denseMultiplications of the unpruned layers per step (equations 7 and 8)
   * @param multiplications of the survivors per step, if every input counts
   */
  public record Sum(
      long total, long kept, double sparsity, long denseMultiplications, long multiplications) {}

  /**
   * One layer.
   *
   * @param name its name
   * @param inScope whether it could lose weights
   * @param total weights, biases not counted
   * @param kept survivors
   * @param sparsity pruned share of the weights, 0..1
   * @param deadOutputs outputs (rows) without a weight: they give their bias, whatever comes in
   * @param unusedInputs input taps (columns) without a weight
   * @param denseMultiplications of the unpruned layer per step (equations 7 and 8)
   * @param multiplications of the survivors per step, if every input counts
   */
  public record LayerRow(
      String name,
      boolean inScope,
      long total,
      long kept,
      double sparsity,
      int deadOutputs,
      int unusedInputs,
      long denseMultiplications,
      long multiplications) {}

  /**
   * Counts what a pruning left.
   *
   * @throws IllegalArgumentException if the mask is not one of the architecture
   */
  public static MaskStatistics of(Architecture architecture, Scope scope, PruningStep step) {
    step.mask().requireFit(architecture);
    List<LayerRow> rows =
        IntStream.range(0, architecture.layers().size())
            .mapToObj(i -> row(architecture, scope, step.mask(), i))
            .toList();
    List<LayerRow> scoped = rows.stream().filter(LayerRow::inScope).toList();
    return new MaskStatistics(scope, sum(scoped), sum(rows), rows, step.floors());
  }

  private static LayerRow row(Architecture architecture, Scope scope, Mask mask, int layer) {
    int columns = architecture.columns(layer);
    long kept = mask.kept(layer);
    long total = mask.size(layer);
    boolean[] row = new boolean[architecture.layers().get(layer).outputs()];
    boolean[] column = new boolean[columns];
    mask.survivors(layer).stream()
        .forEach(
            weight -> {
              row[weight / columns] = true;
              column[weight % columns] = true;
            });
    return new LayerRow(
        architecture.layers().get(layer).name(),
        scope.covers(architecture.layers().get(layer)),
        total,
        kept,
        sparsity(total, kept),
        unset(row),
        unset(column),
        total * architecture.uses(layer),
        kept * architecture.uses(layer));
  }

  private static int unset(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 0 : 1;
    }
    return count;
  }

  private static Sum sum(List<LayerRow> rows) {
    long total = rows.stream().mapToLong(LayerRow::total).sum();
    long kept = rows.stream().mapToLong(LayerRow::kept).sum();
    return new Sum(
        total,
        kept,
        sparsity(total, kept),
        rows.stream().mapToLong(LayerRow::denseMultiplications).sum(),
        rows.stream().mapToLong(LayerRow::multiplications).sum());
  }

  private static double sparsity(long total, long kept) {
    return total == 0 ? 0 : (double) (total - kept) / total;
  }
}
