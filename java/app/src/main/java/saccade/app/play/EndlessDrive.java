package saccade.app.play;

import saccade.engine.FrameSequence;
import saccade.model.Input;

/** A drive that is made anew for every seed and never ends: a game or a walk. */
interface EndlessDrive extends Drive {
  /** Far from the seeds that a user tries one after the other. */
  long OTHER_SEED = 1_000_003;

  /** What the network observes. */
  Input input();

  @Override
  default long steps() {
    return Long.MAX_VALUE;
  }

  @Override
  default FrameSource endless(long seed) {
    return played(seed);
  }

  @Override
  default FrameSequence watched(long seed) {
    return verified(seed + OTHER_SEED, Watching.steps(input()));
  }

  @Override
  default FrameSequence heldOut(long seed) {
    return verified(seed + 2 * OTHER_SEED, Watching.steps(input()));
  }

  @Override
  default FrameSequence verified(long seed, int steps) {
    try (FrameSource source = endless(seed)) {
      return RecordedFrames.of(source, input().frameBytes(), steps);
    }
  }
}
