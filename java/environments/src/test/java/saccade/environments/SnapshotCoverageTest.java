package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import saccade.environments.emulation.ScriptedPlayer;

/** No field of a pixel game is left out of its snapshot, at whatever moment it is taken. */
class SnapshotCoverageTest {
  private static final int STEPS = 2_400;
  private static final int EVERY = 13;

  @ParameterizedTest
  @ValueSource(strings = {"breakout", "invaders", "scroll"})
  void everyFieldOfTheGameComesBack(String name) throws IllegalAccessException {
    EmulatedEnvironment played = (EmulatedEnvironment) Environments.create(name, 3);
    EmulatedEnvironment other = (EmulatedEnvironment) Environments.create(name, 4);
    ScriptedPlayer player = Environments.scriptedPlayer(played, 3).orElseThrow();
    ScriptedPlayer elsewhere = Environments.scriptedPlayer(other, 4).orElseThrow();
    Map<String, Object> first = fields(played);
    Set<String> moved = new TreeSet<>();
    byte[] frame = new byte[played.frameLength()];
    byte[] otherFrame = new byte[frame.length];
    for (int step = 0; step < STEPS; step++) {
      step(played, player);
      step(other, elsewhere);
      if (step % EVERY == 0) {
        Map<String, Object> expected = fields(played);
        expected.forEach((field, value) -> markMoved(moved, first, field, value));
        other.restore(played.snapshot());
        assertEquals(expected, fields(other));
        step(other, () -> 1);
        played.restore(played.snapshot());
        byte[] resume = played.snapshot();
        step(played, () -> 1);
        played.frame(frame);
        other.frame(otherFrame);
        assertArrayEquals(frame, otherFrame);
        played.restore(resume);
      }
    }
    Set<String> never = new TreeSet<>(first.keySet());
    never.removeAll(moved);
    assertTrue(never.size() * 4 < first.size(), "fields that never changed: " + never);
  }

  private static void markMoved(
      Set<String> moved, Map<String, Object> first, String field, Object value) {
    if (!value.equals(first.get(field))) {
      moved.add(field);
    }
  }

  private static void step(Environment game, ScriptedPlayer player) {
    if (game.done()) {
      game.reset();
    }
    game.step(player.act());
  }

  private static Map<String, Object> fields(EmulatedEnvironment environment)
      throws IllegalAccessException {
    Map<String, Object> values = new TreeMap<>();
    collect("game", environment.game(), values);
    return values;
  }

  /** Every number and flag that can be reached, by its path; art only remembers what it drew. */
  private static void collect(String path, Object of, Map<String, Object> values)
      throws IllegalAccessException {
    for (Field field : of.getClass().getDeclaredFields()) {
      boolean art = field.getType().getSimpleName().endsWith("Art");
      if (!Modifier.isStatic(field.getModifiers()) && !art) {
        field.setAccessible(true);
        Object value = field.get(of);
        String name = path + "." + field.getName();
        if (value.getClass().isArray()) {
          for (int i = 0; i < Array.getLength(value); i++) {
            values.put(name + "[" + i + "]", Array.get(value, i));
          }
        } else if (field.getType().isPrimitive()) {
          values.put(name, value);
        } else {
          collect(name, value, values);
        }
      }
    }
  }
}
