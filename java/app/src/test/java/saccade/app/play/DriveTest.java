package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.environments.trace.Trace;
import saccade.model.Activation;
import saccade.model.Bias;
import saccade.model.CsrWeights;
import saccade.model.Dense;
import saccade.model.ElementRanges;
import saccade.model.Flatten;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Shape;

/** What gives a network its observations. */
class DriveTest {
  private static Network of(Input input) {
    int n = input.shape().size();
    CsrWeights weights = CsrWeights.fromDense(1, n, new float[n]);
    Dense only = new Dense("only", weights, new Bias(0), Activation.NONE);
    return new Network("net", input, List.of(new Flatten("flatten"), only));
  }

  private static float[] values(FrameSequence frames, int step, Input input) {
    byte[] frame = new byte[input.frameBytes()];
    frames.frame(step, frame);
    return Observations.values(input, frame);
  }

  @Test
  void aTraceIsWatchedInItsFirstHalfAndVerifiedInItsSecond(@TempDir Path folder) {
    Path file = folder.resolve("seven.npz");
    float[] values = {0, 1, 2, 3, 4, 5, 6};
    Trace.ofObservations(values, 1, new boolean[7]).write(file);
    FloatStack input = FloatStack.vector(1);
    Drive drive = Drive.trace(file, of(input));
    assertEquals("seven.npz", drive.name());
    assertEquals(" --trace " + file, drive.flag());
    assertEquals(7, drive.steps());
    assertEquals(3, drive.watched(1).steps());
    assertArrayEquals(new float[] {2}, values(drive.watched(1), 2, input));
    assertEquals(4, drive.verified(1, 100).steps());
    assertEquals(2, drive.verified(1, 2).steps());
    assertArrayEquals(new float[] {3}, values(drive.verified(1, 2), 0, input));
  }

  @Test
  void anEndlessTraceBeginsAgain(@TempDir Path folder) {
    Path file = folder.resolve("three.npz");
    Trace.ofObservations(new float[] {7, 8, 9}, 1, new boolean[3]).write(file);
    FloatStack input = FloatStack.vector(1);
    FrameSource source = Drive.trace(file, of(input)).endless(1);
    List<Float> seen = new ArrayList<>();
    byte[] frame = new byte[input.frameBytes()];
    for (int step = 0; step < 7; step++) {
      assertTrue(source.advance());
      assertEquals(step % 3 == 0, source.episodeStart());
      assertEquals(step % 3 == 2, source.ended());
      source.frame(frame);
      seen.add(Observations.values(input, frame)[0]);
    }
    assertEquals(List.of(7f, 8f, 9f, 7f, 8f, 9f, 7f), seen);
  }

  @Test
  void numbersWalkInTheirRangeAndOtherwiseWhenWatched() {
    ElementRanges ranges = new ElementRanges(new float[] {10, -3}, new float[] {20, -2});
    FloatStack input = new FloatStack(3, new Shape(2, 1, 1), ranges);
    Drive drive = Drive.standard(of(input));
    assertEquals("random-walk", drive.name());
    assertEquals("", drive.flag());
    FrameSequence frames = drive.verified(4, 600);
    assertTrue(frames.episodeStart(0) && frames.episodeStart(500));
    assertFalse(frames.episodeStart(1));
    for (int step = 0; step < 600; step++) {
      float[] values = values(frames, step, input);
      assertTrue(values[0] >= 10 && values[0] <= 20 && values[1] >= -3 && values[1] <= -2);
    }
    assertArrayEquals(values(frames, 9, input), values(drive.verified(4, 10), 9, input));
    assertNotEquals(values(frames, 9, input)[0], values(drive.watched(4), 9, input)[0]);
    assertNotEquals(values(drive.heldOut(4), 9, input)[0], values(drive.watched(4), 9, input)[0]);
  }

  @Test
  void withoutRangesNumbersWalkBetweenMinusOneAndOne() {
    FloatStack input = FloatStack.vector(2);
    FrameSequence frames = Drive.standard(of(input)).verified(1, 200);
    for (int step = 0; step < 200; step++) {
      assertTrue(Math.abs(values(frames, step, input)[1]) <= 1);
    }
  }

  @Test
  void aGameIsBroughtToTheSizeOfAnImageNetwork() {
    ImageStack input = new ImageStack(1, 42, 21);
    FrameSequence small = Drive.standard(of(input)).verified(1, 5);
    FrameSequence full = RecordedFrames.ofGame("breakout", 1, 5);
    byte[] original = new byte[84 * 84];
    byte[] resized = new byte[42 * 21];
    full.frame(4, original);
    small.frame(4, resized);
    for (int y = 0; y < 42; y++) {
      for (int x = 0; x < 21; x++) {
        assertEquals(original[2 * y * 84 + 4 * x], resized[y * 21 + x]);
      }
    }
  }

  @Test
  void aGameThatDoesNotFitIsRefused() {
    Network small = of(new ImageStack(1, 42, 21));
    assertTrue(refused(() -> Drive.game("breakout", small, Acting.WATCHING)).contains("42x21"));
    Network numbers = of(FloatStack.vector(2));
    assertTrue(
        refused(() -> Drive.game("breakout", numbers, Acting.WATCHING)).contains("2 numbers"));
    assertTrue(
        refused(() -> Drive.fittedGame("breakout", numbers, Acting.WATCHING))
            .contains("2 numbers"));
  }

  private static String refused(Runnable action) {
    return assertThrows(IllegalArgumentException.class, action::run).getMessage();
  }
}
