package saccade.app.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
  private static final double HISTOGRAM_ERROR = 1e-3;

  private final LatencyRecorder recorder = new LatencyRecorder();

  @Test
  void nanosecondsBecomeMicroseconds() {
    for (int micros = 1; micros <= 1000; micros++) {
      recorder.record(micros * 1_000L);
    }
    RunReport.Latency latency = recorder.report();
    assertEquals(1000, recorder.count());
    assertEquals(500.5, latency.mean(), 1e-9);
    assertNear(500, latency.p50());
    assertNear(990, latency.p99());
    assertNear(999, latency.p999());
    assertNear(1000, latency.max());
  }

  @Test
  void theMeanIsExact() {
    recorder.record(1);
    recorder.record(2_000_001);
    assertEquals(1000.001, recorder.meanMicros(), 1e-9);
  }

  @Test
  void oneSlowStepShowsInTheTailOnly() {
    for (int i = 0; i < 999; i++) {
      recorder.record(10_000);
    }
    recorder.record(5_000_000);
    assertNear(10, recorder.report().p50());
    assertNear(10, recorder.report().p99());
    assertNear(5000, recorder.report().max());
  }

  @Test
  void aStepOfMoreThanAMinuteIsStillAveraged() {
    recorder.record(120_000_000_000L);
    assertEquals(120e6, recorder.meanMicros(), 1e-6);
    assertNear(60e6, recorder.report().max());
  }

  @Test
  void nothingRecordedIsNoReport() {
    assertNull(recorder.reportOrNull());
    assertEquals(0, recorder.meanMicros());
    recorder.record(1_000);
    assertEquals(recorder.report(), recorder.reportOrNull());
  }

  private static void assertNear(double expected, double actual) {
    assertEquals(expected, actual, HISTOGRAM_ERROR * expected);
  }
}
