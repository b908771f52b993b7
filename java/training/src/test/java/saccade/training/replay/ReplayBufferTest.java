package saccade.training.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import saccade.model.ImageStack;
import saccade.training.learner.Minibatch;

class ReplayBufferTest {
  private static final ImageStack SMALL = new ImageStack(1, 1, 2, 2);

  private static ReplayBuffer numbered(int frames, int streams, int steps) {
    return new ReplayBuffer(new ReplaySettings(SMALL, frames, streams, steps, 0.5));
  }

  /** Every stream and every episode has another length, and each transition the same chance. */
  @Test
  void uniform() {
    ReplayBuffer buffer = numbered(300, 3, 1);
    ByteBuffer frame = ByteBuffer.allocateDirect(4);
    int action = 0;
    for (int i = 0; i < 70; i++) {
      for (int stream = 0; stream < 3; stream++) {
        if (i % (stream + 1) == 0) {
          buffer.append(stream, frame, 0, action++, 0, i % 7 == 6);
          if (i % 5 == 4 && i % 7 != 6) {
            buffer.truncate(stream, frame, 0);
          }
        }
      }
    }
    int rounds = 2000;
    Minibatch batch = new Minibatch(100, 4);
    int[] seen = new int[action];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < rounds; i++) {
      buffer.sample(random::nextInt, batch);
      for (int drawn : batch.actions()) {
        seen[drawn]++;
      }
    }
    double expected = 100.0 * rounds / buffer.size();
    double square = 0;
    int kinds = 0;
    for (int count : seen) {
      square += count == 0 ? 0 : (count - expected) * (count - expected) / expected;
      kinds += count == 0 ? 0 : 1;
    }
    assertEquals(buffer.size(), kinds);
    double spread = Math.sqrt(2.0 * (kinds - 1));
    assertTrue(Math.abs(square - (kinds - 1)) < 4 * spread, "chi square " + square);
  }

  @Test
  void sameDrawsGiveTheSameBatch() {
    Experience played = new Experience(settings(4, 3), 3, 0.1);
    for (int i = 0; i < 60; i++) {
      played.step(true);
    }
    Minibatch a = new Minibatch(32, 4 * 12);
    Minibatch b = new Minibatch(32, 4 * 12);
    b.nextObservations().put(0, new byte[32 * 4 * 12]).put(5, (byte) 9);
    played.buffer.sample(new SplittableRandom(5)::nextInt, a);
    played.buffer.sample(new SplittableRandom(5)::nextInt, b);
    assertEquals(a.observations(), b.observations());
    assertEquals(a.nextObservations(), b.nextObservations(), "zeros after terminals, too");
  }

  private static ReplaySettings settings(int planes, int streams) {
    return new ReplaySettings(new ImageStack(planes, 2, 2, 3), 90, streams, 3, 0.9);
  }

  @Test
  void nothingIsAllocatedAfterTheStart() {
    var input = new ImageStack(4, 1, 10, 10);
    ReplayBuffer buffer = new ReplayBuffer(new ReplaySettings(input, 5000, 4, 3, 0.99));
    Minibatch batch = new Minibatch(32, input.observationBytes());
    ByteBuffer frames = ByteBuffer.allocateDirect(400);
    SplittableRandom random = new SplittableRandom(1);
    IntUnaryOperator below = random::nextInt;
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getThreadAllocatedBytes(thread);
      for (int i = 0; i < 2000; i++) {
        int stream = i % 4;
        buffer.append(stream, frames, stream * 100, 1, 1, i % 50 == 4);
        if (i % 50 == 7) {
          buffer.truncate(stream, frames, 0);
        }
        if (buffer.size() > 0) {
          buffer.sample(below, batch);
        }
      }
      least = Math.min(least, threads.getThreadAllocatedBytes(thread) - before);
    }
    assertTrue(least < 2000, least + " bytes in 2000 steps");
  }

  @Test
  void memoryIsFlat() {
    var settings = new ReplaySettings(new ImageStack(4, 84, 84), 4003, 4, 1, 0.99);
    assertEquals(4000, settings.framesPerStream() * 4);
    assertEquals(4000L * (84 * 84 + 6), settings.bytes());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    ReplayBuffer buffer = new ReplayBuffer(settings);
    long taken = threads.getThreadAllocatedBytes(thread) - before;
    assertTrue(Math.abs(taken - settings.bytes()) < 100_000, taken + " of " + settings.bytes());
    assertEquals(4000, buffer.capacity());
    assertEquals(settings.bytes(), buffer.bytes());
    assertEquals(1_000_000L * (84 * 84 + 6), pixels(1_000_000).bytes(), "beyond 2 GB");
  }

  private static ReplaySettings pixels(int frames) {
    return new ReplaySettings(new ImageStack(4, 84, 84), frames, 8, 1, 0.99);
  }

  @Test
  void tooMuchIsRefusedInOneSentence() {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new ReplayBuffer(pixels(Integer.MAX_VALUE)))
            .getMessage();
    assertTrue(message.contains("raise -Xmx"), message);
  }

  @Test
  void badSettingsAreRefused() {
    assertRefused("give at least 1", () -> new ReplaySettings(SMALL, 100, 0, 1, 0.9));
    assertRefused("give at least 1", () -> new ReplaySettings(SMALL, 100, 1, 0, 0.9));
    assertRefused("from 0 to 1", () -> new ReplaySettings(SMALL, 100, 1, 1, 1.1));
    assertRefused("from 0 to 1", () -> new ReplaySettings(SMALL, 100, 1, 1, Double.NaN));
    assertRefused("at least 12", () -> new ReplaySettings(SMALL, 11, 2, 5, 0.9));
    assertRefused("at most 64", () -> new ReplaySettings(new ImageStack(65, 1, 1), 999, 1, 1, 0.9));
    new ReplaySettings(SMALL, 12, 2, 5, 0.9);
  }

  private static void assertRefused(String why, org.junit.jupiter.api.function.Executable action) {
    String message = assertThrows(RuntimeException.class, action).getMessage();
    assertTrue(message.contains(why), message);
  }

  @Test
  void badCallsAreRefused() {
    ReplayBuffer buffer = numbered(100, 2, 2);
    ByteBuffer frames = ByteBuffer.allocateDirect(8);
    Minibatch batch = new Minibatch(2, 4);
    assertRefused("whole frame", () -> buffer.append(0, frames, 5, 0, 0, false));
    assertRefused("whole frame", () -> buffer.append(0, frames, -1, 0, 0, false));
    assertRefused("0 to 255", () -> buffer.append(0, frames, 0, 256, 0, false));
    assertRefused("finite", () -> buffer.append(0, frames, 0, 0, Float.NaN, false));
    assertRefused("2", () -> buffer.append(2, frames, 0, 0, 0, false));
    assertRefused("no open episode", () -> buffer.truncate(0, frames, 0));
    buffer.append(0, frames, 4, 0, 0, false);
    buffer.append(0, frames, 4, 0, 0, false);
    assertRefused("more than 2 steps", () -> buffer.sample(b -> 0, batch));
    buffer.append(0, frames, 4, 0, 0, false);
    assertEquals(1, buffer.size());
    assertRefused("has 4 bytes", () -> buffer.sample(b -> 0, new Minibatch(2, 5)));
    buffer.sample(b -> 0, batch);
    assertEquals(8, frames.limit());
    assertEquals(0, frames.position());
    buffer.clear();
    assertEquals(0, buffer.size());
    assertRefused("no open episode", () -> buffer.truncate(0, frames, 0));
  }
}
