package saccade.bench.jmh;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import saccade.bench.runner.Label;
import saccade.bench.runner.Solo;
import saccade.bench.workload.Workloads;

/**
 * One step of a workload, with what it takes to hand over the newest frame; first steps of episodes
 * and steps without an event are among them, and everybody runs alone in its process.
 */
@State(Scope.Thread)
public class StepBenchmark {
  /** JMH's own warm-up is as long as there is time for, which may be too short. */
  private static final long MOST_WARM_UP_NANOS = 15_000_000_000L;

  @Param("table4")
  private String workload = "";

  @Param("scalar")
  private String backend = "";

  @Param("EXACT")
  private String mode = "";

  @Param("both")
  private String arm = "";

  @Param("4000")
  private int steps;

  @Param("1")
  private long seed;

  private @Nullable Solo solo;
  private int position;

  /** Made by JMH. */
  public StepBenchmark() {}

  /** Builds the workload and plays until all is compiled; y was checked before JMH began. */
  @Setup
  public void open() {
    Label who = new Label(backend, mode, arm, 1);
    Solo opened = Solo.open(Workloads.named(workload, steps, seed), who.selection(), who);
    position = opened.warmUp(0, MOST_WARM_UP_NANOS);
    solo = opened;
  }

  /** Plays the next step. */
  @Benchmark
  public void step() {
    if (solo != null) {
      solo.step(position++);
    }
  }

  /** Frees what was opened. */
  @TearDown
  public void close() {
    if (solo != null) {
      solo.close();
    }
  }
}
