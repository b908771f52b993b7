package saccade.bench.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import saccade.bench.cpu.CpuRates;
import saccade.engine.Mode;
import saccade.engine.scalar.ScalarBackend;

/** What a step allocates is seen. */
class AftermathTest {
  private static final int BYTES = 4096;

  /** Allocates in every step, or in none. */
  private static final class Wasteful implements Contestant {
    private final int bytes;
    private Object kept = "";

    Wasteful(int bytes) {
      this.bytes = bytes;
    }

    @Override
    public Label label() {
      return new Label("wasteful", Label.EXACT, "both", 1);
    }

    @Override
    public void prepare(int position) {}

    @Override
    public void run() {
      if (bytes > 0) {
        kept = new byte[bytes];
      }
    }

    @Override
    public void output(float[] y) {
      y[0] = kept.hashCode();
    }

    @Override
    public void close() {}
  }

  private static Measurement of(int bytes) {
    return new Measurement(new Wasteful(bytes), Mode.EXACT, null, false, 1);
  }

  @Test
  void whatAStepAllocatesIsSeen() {
    Selection selection =
        new Selection(List.of(new ScalarBackend()), false, List.of(Mode.EXACT), null, 1, List.of());
    Field field = new Field(Toys.workload(30, 15), Condition.PLAIN, selection);
    double[] allocated =
        new Aftermath(field, CpuRates.measure(), 0).allocated(List.of(of(BYTES), of(0)));
    assertEquals(BYTES + 16, allocated[0], 8);
    assertEquals(0, allocated[1]);
  }
}
