package saccade.builtin;

import java.util.List;
import saccade.model.Network;
import saccade.model.Thresholds;

/**
 * A network that comes with Saccade: shapes of Table 1, weights seeded and not trained, pruned per
 * layer to a table of the paper, hidden thresholds found by {@link ThresholdSearch} on the first
 * 2,000 frames, seed 1000, of the workload of the same name in {@code saccade bench}, so that each
 * layer sends about as often as the paper's. All of it is frozen.
 *
 * @param name name on the command line
 * @param about one line for people
 * @param table the rows of the paper that it imitates
 * @param seed of the weights
 * @param thresholds one T per layer, input first
 */
public record Builtin(
    String name, String about, PaperTable table, long seed, Thresholds thresholds) {
  private static final int ACTIONS = 4;

  /** Imitates Table 4, Breakout. */
  public static final Builtin TABLE4 =
      new Builtin(
          "table4",
          "Table 1 network, weights seeded (not trained) and pruned as in Table 4 (Breakout)",
          PaperTable.BREAKOUT,
          4,
          Thresholds.of(0, 0.2234f, 0.0664f, 0.0471f, 0.0464f, 0.001f));

  /** Imitates Table 5, Space Invaders. */
  public static final Builtin TABLE5 =
      new Builtin(
          "table5",
          "Table 1 network, weights seeded (not trained) and pruned as in Table 5 (Space Invaders)",
          PaperTable.SPACE_INVADERS,
          5,
          Thresholds.of(0, 0.0703f, 0.0181f, 0.0317f, 0.021f, 0.001f));

  /** Every built-in network. */
  public static final List<Builtin> ALL = List.of(TABLE4, TABLE5);

  /**
   * Finds one by name.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Builtin named(String name) {
    return ALL.stream()
        .filter(b -> b.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "builtin '"
                        + name
                        + "' does not exist; choose one of "
                        + String.join(", ", ALL.stream().map(Builtin::name).toList())));
  }

  /** Builds the network: the same bits every time. */
  public Network network() {
    List<PaperTable.Row> rows = table.rows();
    return DeepQNetwork.of(
        name,
        new DeepQNetwork.Sparsity(
            rows.get(0).weightSparsity(),
            rows.get(1).weightSparsity(),
            rows.get(2).weightSparsity(),
            rows.get(3).weightSparsity(),
            rows.get(4).weightSparsity()),
        ACTIONS,
        seed);
  }
}
