package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import saccade.engine.Mode;

/** Which steps count: moving ones that begin no episode. */
class MeasurementTest {
  /** Moves at even positions; remembers what it played. */
  private static final class Blinking implements Contestant {
    private final List<Integer> played = new ArrayList<>();

    @Override
    public Label label() {
      return new Label("blinking", "EXACT", "both", 1);
    }

    @Override
    public void prepare(int position) {
      played.add(position);
    }

    @Override
    public void run() {}

    @Override
    public void output(float[] y) {}

    @Override
    public Boolean moved() {
      return played.get(played.size() - 1) % 2 == 0;
    }

    @Override
    public void close() {}
  }

  @Test
  void onlyMovingStepsAreTimedAndAllAreCounted() {
    Blinking contestant = new Blinking();
    Measurement measurement = new Measurement(contestant, Mode.EXACT, null, false, 4);
    boolean[] measured = {false, true, true, true};
    measurement.play(0, measured, new Pace(Condition.PLAIN));
    measurement.settle(measured, Map.of(Mode.EXACT, measurement.moved()));
    measurement.play(4, measured, new Pace(Condition.PLAIN));
    measurement.settle(measured, Map.of(Mode.EXACT, measurement.moved()));
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), contestant.played);
    assertEquals(6, measurement.steps());
    assertEquals(2, measurement.own().count()); // 2 and 6; 0 and 4 are not measured
    assertTrue(measurement.means().get("EXACT") >= 0);
    assertNull(measurement.means().get("FLOAT32"));
  }

  @Test
  void whereEveryStepCountsStillOnesAreTimedToo() {
    Measurement measurement = new Measurement(new Blinking(), Mode.EXACT, null, true, 4);
    boolean[] measured = {false, true, true, true};
    measurement.play(0, measured, new Pace(Condition.PLAIN));
    measurement.settle(measured, Map.of(Mode.EXACT, measurement.moved()));
    assertEquals(3, measurement.own().count());
    assertEquals(1, measurement.movingSteps());
  }

  @Test
  void theStepsOfAnotherDecideForThoseWithoutEvents() {
    Measurement rival = new Measurement(new Blinking(), Mode.FLOAT32, null, false, 4);
    boolean[] all = {true, true, true, true};
    rival.play(0, all, new Pace(Condition.PLAIN));
    rival.settle(
        all,
        Map.of(
            Mode.EXACT, new boolean[] {true, false, false, false},
            Mode.FLOAT32, new boolean[] {true, true, true, false}));
    assertEquals(3, rival.own().count());
    assertEquals(2, rival.means().size());
  }

  @Test
  void aPeriodIsTheTimeFromStepToStep() {
    Measurement measurement = new Measurement(new Blinking(), Mode.EXACT, null, false, 5);
    long start = System.nanoTime();
    measurement.play(0, new boolean[5], new Pace(Condition.PLAIN.withPeriod("4ms")));
    double millis = (System.nanoTime() - start) / 1e6;
    assertTrue(millis >= 20, millis + " ms");
  }
}
