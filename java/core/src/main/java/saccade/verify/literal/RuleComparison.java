package saccade.verify.literal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.FrameStack;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.Thresholds;
import saccade.verify.reference.DenseReference;

/**
 * Plays the same frames through the rules side by side, in FLOAT32: ours on each backend given,
 * Algorithm 1 to the letter, equations 4 to 6 to the letter; and through the dense double
 * reference, which every answer is compared with.
 */
public final class RuleComparison {
  /** Steps after a reset that count as early in {@link RuleRow.OutputError}. */
  public static final int EARLY_STEPS = 100;

  private final Network network;
  private final DenseReference dense;
  private final WiredNetwork wired;
  private final PlanOptions options;
  private final List<Backend> ours;
  private final long mostEvents;

  /**
   * A comparison on one network.
   *
   * @param network byte images into Conv2d and Dense layers with RELU or NONE
   * @param options fill and plane order of the stack
   * @param ours backends that run our rule
   * @param mostEvents bound of the literal algorithm, in events per step
   */
  public RuleComparison(Network network, PlanOptions options, List<Backend> ours, long mostEvents) {
    this.network = network;
    this.dense = new DenseReference(network);
    this.wired = new WiredNetwork(network, dense);
    this.options = options;
    this.ours = List.copyOf(ours);
    this.mostEvents = mostEvents;
  }

  /** What the literal algorithm would cost per step at T = 0 without a bound. */
  public double literalMultiplicationsAtZero() {
    return new LiteralAlgorithm(wired, Thresholds.zero(network), 1).multiplicationsAtZero();
  }

  /**
   * Plays all frames at every setting.
   *
   * @param progress told the steps that are done
   * @return rows by setting, and by rule within a setting
   * @throws IllegalArgumentException if every step is the first one after a reset
   */
  public List<RuleRow> run(List<Thresholds> settings, FrameSequence frames, LongConsumer progress) {
    requireSecondSteps(frames);
    List<RuleTally> tallies = new ArrayList<>();
    try {
      for (Thresholds t : settings) {
        for (EventRule rule : rules(t)) {
          tallies.add(new RuleTally(rule, t.toString(), network));
        }
      }
      play(tallies, frames, progress);
      return tallies.stream().map(RuleTally::row).toList();
    } finally {
      tallies.forEach(tally -> tally.rule().close());
    }
  }

  private static void requireSecondSteps(FrameSequence frames) {
    for (int step = 1; step < frames.steps(); step++) {
      if (!frames.episodeStart(step)) {
        return;
      }
    }
    throw new IllegalArgumentException(
        "none of the "
            + frames.steps()
            + " steps follows another one of its episode, so there is no mean; play 2 in a row");
  }

  private List<EventRule> rules(Thresholds t) {
    List<EventRule> rules = new ArrayList<>();
    for (Backend backend : ours) {
      rules.add(new BackendRule(backend, network, options, t));
    }
    rules.add(new LiteralAlgorithm(wired, t, mostEvents));
    rules.add(new PreviousStepRule(wired, t));
    return rules;
  }

  private void play(List<RuleTally> tallies, FrameSequence frames, LongConsumer progress) {
    ImageStack input = (ImageStack) network.input(); // WiredNetwork refuses any other
    FrameStack stack = new FrameStack(input, options);
    byte[] frame = new byte[input.frameSize()];
    int age = 0;
    for (int step = 0; step < frames.steps(); step++, age++) {
      if (step == 0 || frames.episodeStart(step)) {
        tallies.forEach(tally -> tally.rule().reset());
        stack.reset();
        age = 0;
      }
      frames.frame(step, frame);
      stack.push(frame);
      double[] y =
          dense.activations(Observations.wide(input, stack.observation()))[network.depth()];
      for (RuleTally tally : tallies) {
        tally.step(stack.observation(), y, age);
      }
      progress.accept(step + 1L);
    }
  }
}
