package saccade.training.dqn;

import java.nio.ByteBuffer;
import saccade.model.ImageStack;

/**
 * The observations of environments that are stepped together: the newest frames of each, oldest
 * first, zeros before an episode's first frame. A stack of one frame is the frame itself.
 */
final class ObservationStacks {
  private final int count;
  private final int frameBytes;
  private final int observationBytes;
  private final ByteBuffer observations;
  private final ByteBuffer newest;
  private final byte[] frame;
  private final boolean stacked;

  /**
   * Makes empty stacks.
   *
   * @param newest the newest frame of every environment, one after the other; read by {@link #push}
   */
  ObservationStacks(ImageStack input, int count, ByteBuffer newest) {
    this.count = count;
    this.newest = newest;
    frameBytes = input.frameBytes();
    observationBytes = input.observationBytes();
    frame = new byte[frameBytes];
    stacked = input.planes() > 1;
    observations = stacked ? ByteBuffer.allocateDirect(count * observationBytes) : newest;
  }

  /** Takes the newest frames; where an episode starts, what was there before is forgotten. */
  void push(boolean[] starts) {
    if (!stacked) {
      return;
    }
    int older = observationBytes - frameBytes;
    for (int i = 0; i < count; i++) {
      int at = i * observationBytes;
      if (starts[i]) {
        for (int k = 0; k < older; k++) {
          observations.put(at + k, (byte) 0);
        }
      } else {
        observations.put(at, observations, at + frameBytes, older);
      }
      observations.put(at + older, newest, i * frameBytes, frameBytes);
    }
  }

  /** All observations, one after the other; direct. */
  ByteBuffer observations() {
    return observations;
  }

  /** Copies one environment's observation. */
  void observation(int environment, byte[] target) {
    observations.get(environment * observationBytes, target);
  }

  /** The newest frame of one environment; overwritten by the next call. */
  byte[] frame(int environment) {
    newest.get(environment * frameBytes, frame);
    return frame;
  }

  /** Number of environments. */
  int count() {
    return count;
  }

  /** All bytes, for a checkpoint. */
  byte[] state() {
    byte[] state = new byte[count * observationBytes];
    observations.get(0, state);
    return state;
  }

  /** Goes on from a state. */
  void resume(byte[] state) {
    if (state.length != count * observationBytes) {
      throw new IllegalArgumentException(
          "observations of %d bytes were given; give %d"
              .formatted(state.length, count * observationBytes));
    }
    observations.put(0, state);
  }
}
