package saccade.app.literal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import saccade.app.cli.Parse;
import saccade.app.play.RecordedFrames;
import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.verify.literal.RuleComparison;

/** Compares our rule with the paper's taken at its word, on built-in networks. */
public final class LiteralComparison {
  /** Bound of the literal algorithm: events of one step, first steps of an episode included. */
  public static final long MOST_EVENTS = 1_000_000;

  /** The paper's rules never run a layer dense, so ours does not either. */
  private static final PlanOptions EVENTS_ONLY =
      PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER);

  private static final String GAME = "breakout";

  private final List<Backend> ours;
  private final @Nullable String settings;
  private final @Nullable Path trace;
  private final int steps;
  private final long seed;

  /**
   * What to compare.
   *
   * @param ours backends that run our rule
   * @param settings thresholds, separated by ';', or null for the network's own, and for these with
   *     every 0 replaced by the smallest number above it
   * @param trace recorded frames, or null for frames of the built-in game
   * @param steps most steps
   */
  public LiteralComparison(
      List<Backend> ours, @Nullable String settings, @Nullable Path trace, int steps, long seed) {
    this.ours = List.copyOf(ours);
    this.settings = settings;
    this.trace = trace;
    this.steps = steps;
    this.seed = seed;
  }

  /** Compares on networks; {@code progress} is told the steps of a network that are done. */
  public LiteralReport of(List<Builtin> builtins, LongConsumer progress) {
    List<LiteralReport.Model> models = new ArrayList<>();
    int played = steps;
    for (Builtin builtin : builtins) {
      Network network = builtin.network();
      FrameSequence frames = frames((ImageStack) network.input());
      RuleComparison comparison = new RuleComparison(network, EVENTS_ONLY, ours, MOST_EVENTS);
      models.add(
          new LiteralReport.Model(
              builtin.name(),
              network.denseMultiplications(),
              comparison.literalMultiplicationsAtZero(),
              comparison.run(thresholds(builtin, network), frames, progress)));
      played = frames.steps();
    }
    return LiteralReport.of(source(), played, models);
  }

  private FrameSequence frames(ImageStack input) {
    if (trace == null) {
      return RecordedFrames.ofGame(GAME, seed, steps);
    }
    FrameSequence recorded = RecordedFrames.ofTrace(trace, input);
    return recorded.slice(0, Math.min(steps, recorded.steps()));
  }

  private String source() {
    return trace == null ? "the game " + GAME + ", seed " + seed : trace.getFileName().toString();
  }

  private List<Thresholds> thresholds(Builtin builtin, Network network) {
    if (settings == null) {
      return List.of(builtin.thresholds(), withoutZeros(builtin.thresholds()));
    }
    return Parse.list(settings, ";").stream().map(s -> Parse.thresholds(s, network)).toList();
  }

  /** With {@code >=} the smallest T above 0 sends every change, as our T = 0 does, but no 0. */
  private static Thresholds withoutZeros(Thresholds thresholds) {
    float[] values = thresholds.toArray();
    for (int layer = 0; layer < values.length; layer++) {
      values[layer] = Math.max(values[layer], Float.MIN_VALUE);
    }
    return Thresholds.of(values);
  }
}
