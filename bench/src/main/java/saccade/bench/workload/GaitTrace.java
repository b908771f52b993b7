package saccade.bench.workload;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import saccade.environments.emulation.SeededRandom;

/**
 * What a walking four-legged robot with twelve joints observes at 50 Hz, made up: body velocity,
 * turn rates and gravity (3 each), joint angles, joint velocities and last actions (12 each), the
 * commanded velocity (3), in m/s, rad/s, 1, rad, rad/s, 1 and m/s. Joints swing at the gait's
 * frequency and twice that, diagonal legs together; the body follows commands that change every 100
 * steps; sensors add uniform noise, so that almost every number changes in every step, if only a
 * little.
 */
final class GaitTrace implements StepTrace {
  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.nativeOrder());

  /** Numbers per observation. */
  static final int SIZE = 48;

  /** Of body velocity and turn rates. */
  private static final float[] BODY_DEVIATION = {0.75f, 0.44f, 0.15f, 0.5f, 0.36f, 0.62f};

  private static final float GRAVITY_DEVIATION = 0.035f;
  private static final float[] ANGLE_DEVIATION = {0.1f, 0.13f, 0.17f};
  private static final float[] VELOCITY_DEVIATION = {2.3f, 3.2f, 4.6f};
  private static final float[] ACTION_DEVIATION = {0.2f, 0.27f, 0.6f};
  private static final float[] COMMAND_DEVIATION = {0.79f, 0.47f, 0.61f};

  private static final int RANDOM_STREAM = 13;
  private static final int HOLD = 100;

  /** Share of commands to stand still. */
  private static final double STANDS = 0.15;

  private static final double[] COMMAND = {1.5, 0.8, 1.2};

  /** Strides and steps per second. */
  private static final double HERTZ = 3.7;

  private static final double RATE = 50;
  private static final int JOINTS = 12;

  private final float[] values;
  private final int steps;
  private final SeededRandom random;
  private final double[] command = new double[3];
  private final double[] body = new double[3];
  private double phase;
  private double stride;

  /** Walks. */
  GaitTrace(int steps, long seed) {
    this.steps = steps;
    values = new float[steps * SIZE];
    random = new SeededRandom(seed, RANDOM_STREAM);
    phase = random.nextDouble();
    for (int step = 0; step < steps; step++) {
      if (step % HOLD == 0) {
        chooseCommand();
      }
      move();
      observe(step * SIZE);
    }
  }

  /** Typical deviation of every number, to scale weights and thresholds by. */
  static float[] deviations() {
    float[] all = new float[SIZE];
    System.arraycopy(BODY_DEVIATION, 0, all, 0, 6);
    for (int i = 0; i < 3; i++) {
      all[6 + i] = GRAVITY_DEVIATION;
      all[45 + i] = COMMAND_DEVIATION[i];
    }
    for (int joint = 0; joint < JOINTS; joint++) {
      all[9 + joint] = ANGLE_DEVIATION[joint % 3];
      all[21 + joint] = VELOCITY_DEVIATION[joint % 3];
      all[33 + joint] = ACTION_DEVIATION[joint % 3];
    }
    return all;
  }

  private void chooseCommand() {
    boolean stands = random.nextDouble() < STANDS;
    for (int i = 0; i < 3; i++) {
      double drawn = COMMAND[i] * uniform();
      command[i] = stands ? 0 : drawn;
    }
  }

  private void move() {
    double wanted = 0;
    for (int i = 0; i < 3; i++) {
      body[i] += 0.1 * (command[i] - body[i]);
      wanted += Math.abs(command[i]) / COMMAND[i];
    }
    stride += 0.1 * (0.5 + 0.5 * wanted - stride);
    // Strides are not equally long; without that every period would be the same steps.
    phase += HERTZ / RATE * (1 + 0.1 * uniform());
    phase -= Math.floor(phase);
  }

  private void observe(int at) {
    double bounce = stride * wave(2 * phase);
    put(at, body[0] + 0.05 * bounce, 0.1);
    put(at + 1, body[1] + 0.05 * stride * wave(phase), 0.1);
    put(at + 2, 0.15 * bounce, 0.1);
    put(at + 3, 0.5 * stride * wave(phase + 0.1) + 0.3 * uniform(), 0.2);
    put(at + 4, 0.4 * stride * wave(2 * phase + 0.3) + 0.2 * uniform(), 0.2);
    put(at + 5, body[2] + 0.15 * stride * wave(phase + 0.4), 0.2);
    put(at + 6, 0.02 * stride * wave(phase + 0.2) + 0.01 * body[0], 0.05);
    put(at + 7, 0.03 * stride * wave(phase + 0.7) + 0.01 * body[1], 0.05);
    put(at + 8, -1, 0.05);
    for (int joint = 0; joint < JOINTS; joint++) {
      observeJoint(at, joint);
    }
    for (int i = 0; i < 3; i++) {
      values[at + 45 + i] = (float) command[i];
    }
  }

  private void observeJoint(int at, int joint) {
    int leg = joint / 3;
    boolean pair = leg == 0 || leg == 3;
    double p = phase + (pair ? 0 : 0.5) + 0.08 * (joint % 3);
    double swing = ANGLE_DEVIATION[joint % 3] * stride;
    double angle = swing * (wave(p) + 0.35 * wave(2 * p));
    double turned = 2 * StrictMath.PI * HERTZ / RATE;
    double perStep = swing * turned * (wave(p + 0.25) + 0.7 * wave(2 * p + 0.25));
    put(at + 9 + joint, angle, 0.03);
    put(at + 21 + joint, perStep * RATE * 0.7, 1.5);
    double action = ACTION_DEVIATION[joint % 3] * stride * (wave(p + 0.15) + 0.35 * wave(2 * p));
    put(at + 33 + joint, Math.clamp(action, -0.95, 0.95), 0.05);
  }

  private void put(int at, double value, double noise) {
    values[at] = (float) (value + noise * uniform());
  }

  private static double wave(double turns) {
    return StrictMath.sin(2 * StrictMath.PI * turns);
  }

  private double uniform() {
    return 2 * random.nextDouble() - 1;
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public boolean episodeStart(int step) {
    return step == 0;
  }

  @Override
  public boolean isFrames() {
    return false;
  }

  @Override
  public void observation(int step, float[] target) {
    System.arraycopy(values, step * SIZE, target, 0, SIZE);
  }

  @Override
  public void frame(int step, byte[] target) {
    for (int i = 0; i < SIZE; i++) { // no buffer: this runs within what JMH measures
      FLOATS.set(target, i * Float.BYTES, values[step * SIZE + i]);
    }
  }
}
