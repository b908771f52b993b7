package saccade.training.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import saccade.model.ImageStack;

/** The buffer gives what a plain list of episodes gives: no transition more, none less. */
class ReplayOracleTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,1,8", "1,3,1,12", "1,10,1,13", "4,1,1,9", "4,3,1,7", "4,10,1,14", "4,10,1,40",
    "1,1,3,24", "1,3,3,50", "1,10,2,22", "4,1,3,29", "4,3,4,48", "4,10,3,90", "2,2,2,8"
  })
  void sameAsTheList(int planes, int steps, int streams, int frames) {
    for (double endings : new double[] {0, 0.02, 0.1, 0.3, 0.5}) {
      var settings =
          new ReplaySettings(new ImageStack(planes, 2, 2, 3), frames, streams, steps, 0.9);
      Experience played = new Experience(settings, 1000 + frames, endings);
      for (int i = 0; i < 150; i++) {
        played.step(i % 2 == 0);
        String where = "step " + i + ", endings " + endings;
        assertEquals(played.expected().size(), played.buffer.size(), where);
        assertEquals(played.expected(), Experience.all(played.buffer), where);
      }
    }
  }

  /** All ways to end three short episodes, each at every place of the ring. */
  @Test
  void everyEndingAtEveryPlace() {
    var settings = new ReplaySettings(new ImageStack(3, 1, 1, 5), 9, 1, 3, 0.5);
    for (int code = 0; code < 15 * 15 * 15; code++) {
      Scripted script = new Scripted(settings);
      for (int episode = 0, rest = code; episode < 3; episode++, rest /= 15) {
        script.episode(1 + rest % 5, rest % 15 / 5);
        assertEquals(script.naive.samples(), Experience.all(script.buffer), "code " + code);
      }
      for (int i = 0; i < 9; i++) {
        script.append(false);
        assertEquals(script.naive.samples(), Experience.all(script.buffer), "code " + code);
      }
    }
  }
}
