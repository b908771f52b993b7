package saccade.training.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.model.ImageStack;
import saccade.training.learner.Minibatch;

class ReplayFormatTest {
  static byte[] written(ReplayBuffer buffer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    buffer.write(new DataOutputStream(bytes));
    bytes.write(77); // what comes after must stay unread
    return bytes.toByteArray();
  }

  static void read(ReplayBuffer buffer, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    buffer.read(in);
    assertEquals(77, in.read());
    assertEquals(-1, in.read());
  }

  /** The copy and the original, given the same steps and draws, stay the same. */
  @ParameterizedTest
  @CsvSource({"1,1,1,8", "1,3,2,30", "4,1,3,40", "4,3,2,60", "4,10,3,120"})
  void goesOnToTheBit(int planes, int steps, int streams, int frames) throws IOException {
    var settings = new ReplaySettings(new ImageStack(planes, 2, 2, 3), frames, streams, steps, 0.9);
    for (int played = 0; played < 90; played++) {
      Experience original = new Experience(settings, 7, 0.12);
      Experience copy = new Experience(settings, 7, 0.12);
      for (int i = 0; i < played; i++) {
        original.step(true);
        copy.step(true);
      }
      copy.buffer.clear();
      read(copy.buffer, written(original.buffer));
      for (int i = 0; i < 20; i++) {
        assertSame(original.buffer, copy.buffer);
        original.step(true);
        copy.step(true);
      }
    }
  }

  private static void assertSame(ReplayBuffer original, ReplayBuffer copy) {
    assertEquals(original.size(), copy.size());
    assertEquals(Experience.all(original), Experience.all(copy));
    if (original.size() > 0) {
      int length = original.settings().input().observationBytes();
      Minibatch a = new Minibatch(16, length);
      Minibatch b = new Minibatch(16, length);
      original.sample(new SplittableRandom(3)::nextInt, a);
      copy.sample(new SplittableRandom(3)::nextInt, b);
      assertEquals(a.observations(), b.observations());
      assertTrue(Arrays.equals(a.actions(), b.actions()));
    }
  }

  private static Experience some() {
    Experience played =
        new Experience(new ReplaySettings(new ImageStack(4, 1, 2, 3), 60, 2, 3, 0.9), 1, 0.1);
    for (int i = 0; i < 50; i++) {
      played.step(true);
    }
    return played;
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    byte[] bytes = written(some().buffer);
    for (ReplaySettings other :
        List.of(
            new ReplaySettings(new ImageStack(2, 1, 2, 3), 60, 2, 3, 0.9),
            new ReplaySettings(new ImageStack(4, 2, 1, 3), 60, 2, 3, 0.9),
            new ReplaySettings(new ImageStack(4, 1, 3, 2), 60, 2, 3, 0.9),
            new ReplaySettings(new ImageStack(4, 1, 2, 3), 62, 2, 3, 0.9),
            new ReplaySettings(new ImageStack(4, 1, 2, 3), 90, 3, 3, 0.9),
            new ReplaySettings(new ImageStack(4, 1, 2, 3), 60, 2, 2, 0.9),
            new ReplaySettings(new ImageStack(4, 1, 2, 3), 60, 2, 3, 0.91))) {
      ReplayBuffer buffer = new ReplayBuffer(other);
      String message =
          assertThrows(IllegalArgumentException.class, () -> read(buffer, bytes)).getMessage();
      assertTrue(message.contains("go on with the settings it was written with"), message);
    }
    read(new ReplayBuffer(some().settings), bytes);
  }

  @Test
  void newerFormatIsRefused() throws IOException {
    byte[] bytes = written(some().buffer);
    bytes[3]++;
    ReplayBuffer buffer = new ReplayBuffer(some().settings);
    assertThrows(IOException.class, () -> read(buffer, bytes));
  }

  @Test
  void everyTruncationIsRefusedAndLeavesNothing() throws IOException {
    byte[] bytes = written(some().buffer);
    Experience other = some();
    for (int length = 0; length < bytes.length - 1; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThrows(IOException.class, () -> read(other.buffer, part));
      assertEquals(0, other.buffer.size());
    }
  }

  /** Without the checksum around it: refused, or at least never led out of the ring. */
  @Test
  void changedBytesNeverBreakSampling() throws IOException {
    byte[] good = written(some().buffer);
    ReplayBuffer buffer = new ReplayBuffer(some().settings);
    int refused = 0;
    for (int at = 0; at < good.length - 1; at++) {
      for (int change : new int[] {1, 0x80, 0xff}) {
        byte[] bytes = good.clone();
        bytes[at] ^= (byte) change;
        try {
          buffer.read(new DataInputStream(new ByteArrayInputStream(bytes)));
          Experience.all(buffer);
        } catch (IOException | IllegalArgumentException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }
}
