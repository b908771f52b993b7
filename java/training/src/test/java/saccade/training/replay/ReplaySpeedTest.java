package saccade.training.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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
    for (int i = 0; i < frames; i++) {
      for (int k = 0; k < ones; k++) {
        frame.put(random.nextInt(input.frameBytes()), (byte) (i & 1));
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

  @Test
  void sampling() {
    double small = microseconds(filled(new ImageStack(1, 4, 10, 10), 100_000, 20));
    double pixels = microseconds(filled(new ImageStack(4, 84, 84), 60_000, 20));
    System.out.printf("sampling: %.3f us of 400 bytes, %.2f us of 4x84x84%n", small, pixels);
    assertTrue(small < 10 && pixels < 80);
  }

  @Test
  void writing() throws IOException {
    ReplayBuffer buffer = filled(new ImageStack(1, 4, 10, 10), 100_000, 20);
    for (int round = 0; round < 3; round++) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      long start = System.nanoTime();
      buffer.write(new DataOutputStream(bytes));
      long written = System.nanoTime();
      byte[] array = bytes.toByteArray();
      long copied = System.nanoTime();
      buffer.read(new DataInputStream(new ByteArrayInputStream(array)));
      long read = System.nanoTime();
      System.out.printf(
          "100,000 frames: %.1f MB of %.1f, written in %.2f s, read in %.2f s%n",
          array.length / 1e6, buffer.bytes() / 1e6, (written - start) / 1e9, (read - copied) / 1e9);
      assertTrue(array.length < buffer.bytes());
    }
  }
}
