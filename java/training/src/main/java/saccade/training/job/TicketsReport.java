package saccade.training.job;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import saccade.training.dqn.HyperParameters;
import saccade.training.evaluation.Returns;
import saccade.training.pruning.MaskStatistics;

/**
 * All rounds of a search for tickets: the manifest, and the keys of {@code --json}.
 *
 * @param env name of the environment
 * @param seed of the search
 * @param hyperParameters of round 0
 * @param options what was asked for
 * @param rounds one ticket per round, round 0 dense
 * @param controls what they are compared with
 */
public record TicketsReport(
    String env,
    long seed,
    HyperParameters hyperParameters,
    TicketOptions options,
    List<Round> rounds,
    List<Round> controls) {
  public TicketsReport {
    rounds = List.copyOf(rounds);
    controls = List.copyOf(controls);
  }

  /**
   * One training.
   *
   * @param round prunings before it
   * @param name of its folder
   * @param kept weights that survive within the scope
   * @param total weights within the scope
   * @param meanReturn mean return of the evaluation; its key is "return"
   * @param returns the evaluation's returns
   * @param randomReturn what random actions won in as many episodes
   * @param frames frames played
   * @param counted multiplications that counted per step while it was judged, at T = 0
   * @param reduction dense multiplications over those
   * @param verified whether every check of the network held
   * @param onnx path of the network
   * @param curve path of the learning curve
   * @param mask statistics per layer
   */
  public record Round(
      int round,
      String name,
      long kept,
      long total,
      @JsonProperty("return") double meanReturn,
      Returns returns,
      double randomReturn,
      long frames,
      double counted,
      double reduction,
      boolean verified,
      String onnx,
      String curve,
      MaskStatistics mask) {}
}
