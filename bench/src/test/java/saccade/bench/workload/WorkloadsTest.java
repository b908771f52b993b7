package saccade.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkloadsTest {
  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    var error =
        assertThrows(IllegalArgumentException.class, () -> Workloads.named("table6", 10, 1));
    assertEquals(
        "unknown workload 'table6'; known are: " + String.join(", ", Workloads.names()),
        error.getMessage());
  }

  @Test
  void noStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Workloads.named("table4", 0, 1));
  }

  @Test
  void framesAreThereForEveryStep() {
    StepTrace trace = Workloads.named("table4", 50, 1).trace();
    assertTrue(trace.isFrames());
    assertEquals(50, trace.steps());
    trace.frame(49, new byte[84 * 84]);
  }
}
