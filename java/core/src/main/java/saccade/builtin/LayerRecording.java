package saccade.builtin;

import java.util.BitSet;
import saccade.engine.FrameSequence;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Thresholds;

/**
 * The activations of one layer over a trace. They do not depend on the layer's own T, so that one
 * play answers for every T.
 */
final class LayerRecording {
  private final float[] reset;
  private final float[][] activation;
  private final BitSet starts = new BitSet();
  private final BitSet counted = new BitSet();

  private LayerRecording(int size, int steps) {
    reset = new float[size];
    activation = new float[steps][size];
  }

  /**
   * Plays.
   *
   * @param plan in FLOAT32
   * @param thresholds of the layers in front; that of {@code layer} is 0, so that what it sent is
   *     its activation
   */
  static LayerRecording of(Plan plan, Thresholds thresholds, FrameSequence frames, int layer) {
    int size = plan.network().shape(layer).size();
    LayerRecording recording = new LayerRecording(size, frames.steps());
    byte[] frame = new byte[plan.network().input().frameBytes()];
    double[] sent = new double[size];
    try (Session session = plan.open(thresholds)) {
      session.readSent(layer, sent);
      narrow(sent, recording.reset);
      for (int step = 0; step < frames.steps(); step++) {
        boolean first = step == 0 || frames.episodeStart(step);
        if (first) {
          session.reset();
        }
        frames.frame(step, frame);
        session.frame().put(0, frame);
        session.stepFrame();
        session.readSent(layer, sent);
        narrow(sent, recording.activation[step]);
        recording.starts.set(step, first);
        recording.counted.set(step, !first && session.counts().moving());
      }
    }
    recording.requireMoving();
    return recording;
  }

  private void requireMoving() {
    if (counted.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the "
              + activation.length
              + " steps moves the input after the first of an episode; give frames that change");
    }
  }

  private static void narrow(double[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
  }

  /** Share of the layer's neurons that transmit in a moving step at a threshold. */
  double density(float threshold) {
    float[] sent = reset.clone();
    long events = 0;
    for (int step = 0; step < activation.length; step++) {
      if (starts.get(step)) {
        System.arraycopy(reset, 0, sent, 0, sent.length);
      }
      int transmitted = transmit(activation[step], sent, threshold);
      events += counted.get(step) ? transmitted : 0;
    }
    return (double) events / counted.cardinality() / reset.length;
  }

  private static int transmit(float[] now, float[] sent, float threshold) {
    int events = 0;
    for (int i = 0; i < now.length; i++) {
      float d = now[i] - sent[i];
      if (d != 0 && Math.abs(d) >= threshold) {
        sent[i] = now[i];
        events++;
      }
    }
    return events;
  }
}
