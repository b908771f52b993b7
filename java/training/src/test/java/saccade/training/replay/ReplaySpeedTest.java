package saccade.training.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.learner.Minibatch;

/** Prints what sampling and writing take; bounds are wide, for busy machines. */
@Tag("slow")
class ReplaySpeedTest {
  private static final int BATCH = 32;

  private static ReplayBuffer filled(ImageStack input, int frames, int ones) {
    ReplayBuffer buffer = new ReplayBuffer(new ReplaySettings(input, frames, 8, 1, 0.99));
    ByteBuffer frame = ByteBuffer.allocateDirect(input.frameBytes());
    SplittableRandom random = new SplittableRandom(1);
    byte[] nothing = new byte[input.frameBytes()];
    for (int i = 0; i < frames; i++) {
      frame.put(0, nothing);
      for (int k = 0; k < ones; k++) {
        frame.put(k, (byte) 1); // what stands still
        frame.put(random.nextInt(input.frameBytes()), (byte) 1);
      }
      buffer.append(i % 8, frame, 0, i % 3, 1, random.nextInt(100) == 0);
    }
    return buffer;
  }

  private static double microseconds(ReplayBuffer buffer) {
    Minibatch batch = new Minibatch(BATCH, buffer.settings().input().observationBytes());
    SplittableRandom random = new SplittableRandom(2);
    double best = Double.MAX_VALUE;
    for (int round = 0; round < 40; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 200; i++) {
        buffer.sample(random::nextInt, batch);
      }
      best = Math.min(best, (System.nanoTime() - start) / 1e3 / 200 / BATCH);
    }
    return best;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Test
  void sampling() {
    double small = microseconds(filled(new ImageStack(1, 4, 10, 10), 100_000, 8));
    double pixels = microseconds(filled(new ImageStack(4, 84, 84), 60_000, 8));
    System.out.printf("sampling: %.3f us of 400 bytes, %.2f us of 4x84x84%n", small, pixels);
    assertTrue(small < 10 && pixels < 80);
  }

  @Test
  void writing() throws IOException {
    ReplayBuffer buffer = filled(new ImageStack(1, 4, 10, 10), 100_000, 8);
    for (int round = 0; round < 3; round++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long start = cpu();
      buffer.write(new DataOutputStream(bytes));
      long written = cpu();
      byte[] array = bytes.toByteArray();
      long copied = cpu();
      buffer.read(new DataInputStream(new ByteArrayInputStream(array)));
      long read = cpu();
      System.out.printf(
          "100,000 frames: %.1f MB of %.1f, written in %.2f s of CPU time, read in %.2f s%n",
          array.length / 1e6, buffer.bytes() / 1e6, (written - start) / 1e9, (read - copied) / 1e9);
      assertTrue(array.length < buffer.bytes());
    }
  }
}
