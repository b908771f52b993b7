package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.engine.FrameSequence;
import saccade.environments.trace.Trace;
import saccade.model.ImageStack;

/** Where frames come from: games, traces, and either of them in memory. */
class SourcesTest {
  private static final long SHORT_EPISODES = 1014;
  private static final int SECOND_START = 174;

  @Test
  void aGameBeginsAnEpisodeAtOnceAndAfterEachEnd() {
    GameSource source = new GameSource("breakout", SHORT_EPISODES);
    List<Integer> starts = new ArrayList<>();
    for (int step = 0; step < SECOND_START + 10; step++) {
      boolean over = source.game().done();
      assertTrue(source.advance());
      assertEquals(over, source.episodeStart());
      if (source.episodeStart()) {
        starts.add(step);
        assertEquals(OptionalDouble.of(0), source.score());
      }
    }
    assertEquals(List.of(0, SECOND_START), starts);
  }

  @Test
  void aGameIsPlayedByItsScriptUnderItsName() {
    GameSource source = new GameSource("breakout", 1);
    assertEquals("breakout", source.environment());
    assertEquals("scripted", source.actor());
    assertThrows(IllegalArgumentException.class, () -> new GameSource("pong", 1));
  }

  @Test
  void recordedFramesAreThoseOfTheGame() {
    int steps = SECOND_START + 3;
    RecordedFrames recorded = RecordedFrames.ofGame("breakout", SHORT_EPISODES, steps);
    GameSource source = new GameSource("breakout", SHORT_EPISODES);
    byte[] expected = new byte[source.game().frameLength()];
    byte[] actual = new byte[expected.length];
    assertEquals(steps, recorded.steps());
    for (int step = 0; step < steps; step++) {
      source.advance();
      source.frame(expected);
      recorded.frame(step, actual);
      assertArrayEquals(expected, actual);
      assertEquals(source.episodeStart(), recorded.episodeStart(step));
    }
    assertTrue(recorded.episodeStart(SECOND_START));
  }

  @Test
  void aTraceIsReadWithItsEpisodes(@TempDir Path folder) {
    Path file = folder.resolve("t.npz");
    byte[] pixels = {1, 2, 3, 4, 5, 6};
    Trace.ofFrames(pixels, 1, 2, new boolean[] {false, false, true}).write(file);
    FrameSequence frames = RecordedFrames.ofTrace(file, new ImageStack(4, 1, 2));
    assertEquals(3, frames.steps());
    assertEquals(List.of(true, false, true), starts(frames));
    byte[] frame = new byte[2];
    frames.frame(1, frame);
    assertArrayEquals(new byte[] {3, 4}, frame);
    FrameSequence end = frames.slice(1, 3);
    assertEquals(List.of(true, true), starts(end));
    end.frame(1, frame);
    assertArrayEquals(new byte[] {5, 6}, frame);
  }

  private static List<Boolean> starts(FrameSequence frames) {
    List<Boolean> starts = new ArrayList<>();
    for (int step = 0; step < frames.steps(); step++) {
      starts.add(frames.episodeStart(step));
    }
    return starts;
  }

  @Test
  void aTraceOfAnotherSizeIsRefused(@TempDir Path folder) {
    Path file = folder.resolve("t.npz");
    Trace.ofFrames(new byte[6], 2, 3, new boolean[1]).write(file);
    for (ImageStack stack : List.of(new ImageStack(1, 3, 2), new ImageStack(1, 2, 4))) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> RecordedFrames.ofTrace(file, stack))
              .getMessage();
      assertTrue(message.contains(file.toString()), message);
      assertTrue(message.contains(stack.height() + "x" + stack.width()), message);
    }
  }

  @Test
  void aTraceIsPlayedOnceThroughWithoutAScore() {
    FrameSequence three = RecordedFrames.ofGame("breakout", 1, 6).slice(2, 5);
    TraceSource source = new TraceSource(three, "three.npz");
    assertEquals("three.npz", source.environment());
    assertEquals("recorded", source.actor());
    byte[] expected = new byte[84 * 84];
    byte[] actual = new byte[expected.length];
    for (int step = 0; step < 3; step++) {
      assertTrue(source.advance());
      assertEquals(step == 0, source.episodeStart());
      three.frame(step, expected);
      source.frame(actual);
      assertArrayEquals(expected, actual);
      assertTrue(source.score().isEmpty());
    }
    assertFalse(source.advance());
  }
}
