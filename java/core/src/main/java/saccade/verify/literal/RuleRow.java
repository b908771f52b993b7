package saccade.verify.literal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule did over all steps of a comparison. Counts are means per step without the first
 * step after each reset; errors, agreement and cut-off are over all steps.
 *
 * @param threshold one T per layer, input first
 * @param rule name of the rule
 * @param multiplications significant multiplications
 * @param reduction dense multiplications over these; null if there were none
 * @param events transmitted deltas, input included
 * @param tests tests of neurons, input included; null where the rule does not tell
 * @param layers the counts of every weighted layer, in order
 * @param error |y - y of the dense double reference|
 * @param actionAgreement share of steps with the action of the dense double reference
 * @param cutOffShare share of steps that the bound on events stopped
 */
public record RuleRow(
    String threshold,
    String rule,
    double multiplications,
    @Nullable Double reduction,
    double events,
    @Nullable Double tests,
    List<LayerMean> layers,
    OutputError error,
    double actionAgreement,
    double cutOffShare) {
  /**
   * Means of one weighted layer.
   *
   * @param name name of the layer
   * @param events transmitted deltas that it received
   * @param multiplications significant multiplications
   */
  public record LayerMean(String name, double events, double multiplications) {}

  /**
   * Difference of y to the dense double reference, in units of y (Q values).
   *
   * @param mean over all outputs and steps
   * @param early mean over the first {@link RuleComparison#EARLY_STEPS} steps after each reset
   * @param late mean over the steps behind these; null if there are none
   * @param max the largest
   */
  public record OutputError(double mean, double early, @Nullable Double late, double max) {}
}
