package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import saccade.builtin.Builtin;
import saccade.engine.Arm;
import saccade.engine.Backend;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.verify.selftest.RandomFrames;

/** Every arm gives the same y at T = 0, and counts what it says it multiplies. */
class ArmsTest {
  private static final int STEPS = 8;

  private static byte[][] frames(int pixels) {
    Random random = new Random(3);
    byte[][] frames = new byte[STEPS][pixels];
    random.nextBytes(frames[0]);
    for (int step = 1; step < STEPS; step++) {
      frames[step] = frames[step - 1].clone();
      for (int i = 0; i < 40 * (step % 3); i++) {
        frames[step][random.nextInt(pixels)] = (byte) random.nextInt();
      }
    }
    return frames;
  }

  @Test
  void allArmsAgreeWithTheDefinitionToTheBit() {
    Network network = Builtin.TABLE4.network();
    int pixels = ((ImageStack) network.input()).frameSize();
    ScalarBackend scalar = new ScalarBackend();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network,
            Calibration.watch(
                scalar, network, PlanOptions.DEFAULT, new RandomFrames(20, pixels, 255, 9)));
    Backend vector = new VectorBackend();
    Map<Arm, Long> counted = new EnumMap<>(Arm.class);
    byte[][] frames = frames(pixels);
    for (Arm arm : Arm.values()) {
      try (Session expected = scalar.plan(grids, PlanOptions.DEFAULT).open();
          Session actual =
              vector.withArm(arm).orElseThrow().plan(grids, PlanOptions.DEFAULT).open()) {
        float[] y = new float[network.outputSize()];
        float[] z = new float[network.outputSize()];
        for (byte[] frame : frames) {
          expected.stepFrame(frame, y);
          actual.stepFrame(frame, z);
          assertArrayEquals(y, z, arm.toString());
        }
        counted.put(arm, actual.counts().counted());
        if (arm == Arm.BOTH) {
          assertEquals(expected.counts().counted(), actual.counts().counted());
        }
      }
    }
    long dense = counted.get(Arm.DENSE);
    assertEquals(9_345_024, dense);
    assertTrue(counted.get(Arm.PRUNED) < dense / 2, counted.toString());
    assertTrue(counted.get(Arm.ZERO_SKIP) < counted.get(Arm.PRUNED), counted.toString());
    assertTrue(counted.get(Arm.BOTH) < counted.get(Arm.DELTA), counted.toString());
    assertTrue(counted.get(Arm.DELTA) < dense, counted.toString());
  }
}
