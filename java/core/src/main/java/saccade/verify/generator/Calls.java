package saccade.verify.generator;

import saccade.engine.Observations;
import saccade.engine.Session;
import saccade.model.ImageStack;
import saccade.model.Input;

/** The calls of a session on the bytes of frames and observations, by buffer or by array. */
final class Calls {
  private Calls() {}

  static void stepFrame(Session session, Input input, byte[] frame, boolean arrays) {
    float[] y = new float[session.output().capacity()];
    if (!arrays) {
      Observations.stepFrame(session, frame, y);
      return;
    }
    if (input instanceof ImageStack) {
      session.stepFrame(frame, y);
    } else {
      session.stepFrame(Observations.values(input, frame), y);
    }
    requireCopied(session, y);
  }

  static void step(Session session, Input input, byte[] observation, boolean arrays) {
    float[] y = new float[session.output().capacity()];
    if (!arrays) {
      Observations.step(session, observation, y);
      return;
    }
    if (input instanceof ImageStack) {
      session.step(observation, y);
    } else {
      session.step(Observations.values(input, observation), y);
    }
    requireCopied(session, y);
  }

  static void resync(Session session, Input input, byte[] observation, boolean arrays) {
    if (!arrays) {
      Observations.resync(session, observation);
    } else if (input instanceof ImageStack) {
      session.resync(observation);
    } else {
      session.resync(Observations.values(input, observation));
    }
  }

  private static void requireCopied(Session session, float[] y) {
    for (int j = 0; j < y.length; j++) {
      Failure.require(
          Float.floatToRawIntBits(y[j]) == Float.floatToRawIntBits(session.output().get(j)),
          "arrays get what the buffers hold",
          "y[" + j + "] is " + y[j] + " in the array, but not in the buffer");
    }
  }
}
