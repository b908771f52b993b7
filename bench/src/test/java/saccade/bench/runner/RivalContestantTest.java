package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import saccade.bench.workload.Workload;
import saccade.onnx.OnnxModel;

/** The rival pays for what it must do, and for nothing else. */
class RivalContestantTest {
  /** Counts its runs. */
  private static final class Counting implements OnnxModel {
    private final FloatBuffer input;
    private final FloatBuffer output = FloatBuffer.allocate(4);
    private int runs;

    Counting(int inputs) {
      input = FloatBuffer.allocate(inputs);
    }

    @Override
    public int inputSize() {
      return input.capacity();
    }

    @Override
    public int outputSize() {
      return output.capacity();
    }

    @Override
    public FloatBuffer input() {
      return input;
    }

    @Override
    public FloatBuffer output() {
      return output;
    }

    @Override
    public void run() {
      runs++;
    }

    @Override
    public void run(float[] values, float[] y) {
      throw new IllegalStateException("copies are not measured; use run()");
    }

    @Override
    public void close() {}
  }

  private static int runs(int agents, int steps) {
    Workload toy = Toys.workload(30, 15);
    Counting model = new Counting(toy.network().input().shape().size());
    Label who = new Label(Label.RIVAL, Label.FLOAT32, "dense", 1);
    try (RivalContestant rival =
        new RivalContestant(who, model, toy, new Agents(toy.trace(), agents))) {
      for (int step = 0; step < steps; step++) {
        rival.prepare(step);
        rival.run();
      }
    }
    return model.runs;
  }

  @Test
  void aStepIsOneRunForEachAgent() {
    assertEquals(10, runs(1, 10));
    assertEquals(30, runs(3, 10));
  }
}
