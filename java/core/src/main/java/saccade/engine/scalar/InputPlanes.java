package saccade.engine.scalar;

import java.nio.ByteBuffer;
import java.util.Arrays;
import saccade.engine.PlanOptions;
import saccade.model.Fill;
import saccade.model.ImageStack;

/**
 * The input layer of one session: the sent bytes of every plane, numbered (y, x, plane). Deltas are
 * integer differences of gray levels in both modes (contract, law 3).
 */
final class InputPlanes implements Events.Sent {
  private final Laws laws;
  private final ImageStack stack;
  private final PlanOptions options;
  private final byte[] sent;
  private final int[] next;

  InputPlanes(ImageStack stack, PlanOptions options, Laws laws) {
    this.laws = laws;
    this.stack = stack;
    this.options = options;
    sent = new byte[stack.shape().size()];
    next = new int[stack.planes()];
  }

  @Override
  public float sent(int neuron) {
    return gray(sent[neuron]);
  }

  private static int gray(byte pixel) {
    return pixel & 0xff;
  }

  /** Law 1: tests every element of a whole observation, in canonical order. */
  void testAll(ByteBuffer observation, float threshold, Events out) {
    out.clear();
    for (int pixel = 0; pixel < stack.frameSize(); pixel++) {
      for (int plane = 0; plane < stack.planes(); plane++) {
        int i = pixel * stack.planes() + plane;
        int value = gray(observation.get(plane * stack.frameSize() + pixel));
        emit(i, gate(gray(sent[i]), value, threshold), out);
      }
    }
  }

  /**
   * Law 9: every older plane takes the previous sent value of its next newer plane, untested; the
   * newest is tested. On the first step with fill repeat every plane takes the newest one's new
   * value.
   */
  void shiftIn(ByteBuffer frame, boolean first, float threshold, Events out) {
    boolean repeat = first && options.fill() == Fill.REPEAT;
    out.clear();
    for (int pixel = 0; pixel < stack.frameSize(); pixel++) {
      int base = pixel * stack.planes();
      int newest = gate(sentOfAge(base, 0), gray(frame.get(pixel)), threshold);
      next[plane(0)] = newest;
      for (int age = 1; age < stack.planes(); age++) {
        next[plane(age)] = repeat ? newest : sentOfAge(base, laws.takesOver(age, next.length));
      }
      for (int plane = 0; plane < stack.planes(); plane++) {
        emit(base + plane, next[plane], out);
      }
    }
  }

  private int sentOfAge(int base, int age) {
    return gray(sent[base + plane(age)]);
  }

  private int plane(int age) {
    return options.planeOrder().plane(age, stack.planes());
  }

  /** The new sent value of a tested element. */
  private int gate(int before, int value, float threshold) {
    return laws.transmits(value - before, threshold) ? value : before;
  }

  private void emit(int i, int value, Events out) {
    int d = value - gray(sent[i]);
    if (d != 0) {
      sent[i] = (byte) laws.sentAfter(sent[i], value);
      out.add(i, d);
    }
  }

  void clear() {
    Arrays.fill(sent, (byte) 0);
  }
}
