package saccade.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import saccade.model.ImageStack;
import saccade.model.Input;

/**
 * Observations and frames as bytes, in the form of a session's buffers: gray levels of an image
 * stack, float32 in native order of a float stack. For code that plays both kinds.
 */
public final class Observations {
  private Observations() {}

  /** The numbers that the bytes of an observation or a frame stand for. */
  public static float[] values(Input input, byte[] bytes) {
    float[] values = new float[bytes.length / input.elementBytes()];
    ByteBuffer elements = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values.length; i++) {
      values[i] =
          input instanceof ImageStack ? bytes[i] & 0xff : elements.getFloat(i * Float.BYTES);
    }
    return values;
  }

  /** {@link #values} in double. */
  public static double[] wide(Input input, byte[] bytes) {
    float[] values = values(input, bytes);
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /** The bytes of numbers; gray levels must be whole. */
  public static byte[] bytes(Input input, float... values) {
    byte[] bytes = new byte[values.length * input.elementBytes()];
    ByteBuffer elements = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < values.length; i++) {
      if (input instanceof ImageStack) {
        bytes[i] = (byte) (int) values[i];
      } else {
        elements.putFloat(i * Float.BYTES, values[i]);
      }
    }
    return bytes;
  }

  /** One step on a whole observation. */
  public static void step(Session session, byte[] observation, float[] y) {
    session.observation().put(0, observation);
    session.step();
    session.output().get(0, y);
  }

  /** One step on the newest frame. */
  public static void stepFrame(Session session, byte[] frame, float[] y) {
    session.frame().put(0, frame);
    session.stepFrame();
    session.output().get(0, y);
  }

  /** Starts over from a whole observation. */
  public static void resync(Session session, byte[] observation) {
    session.observation().put(0, observation);
    session.resync();
  }
}
