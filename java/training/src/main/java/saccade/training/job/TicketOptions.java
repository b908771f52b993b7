package saccade.training.job;

import java.util.List;
import java.util.Locale;
import saccade.training.pruning.PruningOptions;

/**
 * How tickets are looked for.
 *
 * @param rounds prunings; round 0 before them is dense
 * @param rate share of the surviving weights that each pruning removes, above 0 and below 1
 * @param pruning what is pruned, and as what
 * @param rewindFrames frames of round 0 after which the parameters are taken that later rounds
 *     start from; 0 for the initial ones
 * @param controls what every pruned round is compared with
 * @param frames frames of one training at most
 * @param minutes minutes of one training at most; infinite for no end
 * @param episodes episodes that judge a network
 */
public record TicketOptions(
    int rounds,
    double rate,
    PruningOptions pruning,
    long rewindFrames,
    List<Control> controls,
    long frames,
    double minutes,
    int episodes) {
  /** A training beside a ticket's that tells what made the difference. */
  public enum Control {
    /** Random weights survive, as many in every layer as in the ticket. */
    RANDOM_MASK,
    /** The ticket's mask with newly drawn weights. */
    NEW_WEIGHTS,
    /** Nothing pruned, another seed: how much chance alone makes. */
    DENSE;

    /** As in names of folders and flags. */
    public String folder() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public TicketOptions {
    controls = List.copyOf(controls);
    if (rounds < 1 || !(rate > 0 && rate < 1) || rewindFrames < 0) {
      throw new IllegalArgumentException(
          "%d rounds at rate %s, rewound to frame %d, are not possible; give a round or more, a rate between 0 and 1, and frame 0 or later"
              .formatted(rounds, rate, rewindFrames));
    }
    if (rewindFrames >= frames) {
      throw new IllegalArgumentException(
          "a round of %,d frames ends before the rewind at frame %,d; rewind earlier"
              .formatted(frames, rewindFrames));
    }
  }
}
