package saccade.verify.literal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a rule did.
 *
 * @param layers every weighted layer in order
 * @param tests tests of neurons, input included; null where the rule does not tell
 * @param withheld transmissions that the rule asked for after the step had used up its bound
 */
public record RuleCounts(List<LayerCounts> layers, @Nullable Long tests, long withheld) {
  /**
   * One weighted layer.
   *
   * @param name name of the layer
   * @param events transmitted deltas that it received
   * @param multiplications significant multiplications: events times their non-zero weights, taps
   *     inside the image only (contract, law 10)
   */
  public record LayerCounts(String name, long events, long multiplications) {}

  /** Events of all layers. */
  public long events() {
    return layers.stream().mapToLong(LayerCounts::events).sum();
  }

  /** Significant multiplications of all layers. */
  public long multiplications() {
    return layers.stream().mapToLong(LayerCounts::multiplications).sum();
  }

  /** True if the bound on events stopped the step; {@link #events} is then the bound. */
  public boolean cutOff() {
    return withheld > 0;
  }
}
