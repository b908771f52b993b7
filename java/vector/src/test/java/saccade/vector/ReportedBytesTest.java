package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.builtin.Builtin;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.verify.selftest.RandomFrames;

/** What a plan reports is what a session takes. */
class ReportedBytesTest {
  private static Plan plan(Mode mode) {
    Network network = Builtin.TABLE4.network();
    if (mode == Mode.FLOAT32) {
      return new VectorBackend().plan(network, PlanOptions.DEFAULT);
    }
    int pixels = ((ImageStack) network.input()).frameSize();
    Calibration ranges =
        Calibration.watch(
            new ScalarBackend(), network, PlanOptions.DEFAULT, new RandomFrames(5, pixels, 255, 9));
    return new VectorBackend().plan(Quantizer.quantize(network, ranges), PlanOptions.DEFAULT);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void reportedBytesAreWhatASessionAllocates(Mode mode) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Plan plan = plan(mode);
    long heap = 0;
    Session session = plan.open();
    for (int i = 0; i < 400; i++) { // until the compiler leaves no vector on the heap
      session.close();
      long before = threads.getCurrentThreadAllocatedBytes();
      session = plan.open();
      heap = threads.getCurrentThreadAllocatedBytes() - before;
    }
    long direct = session.observation().capacity() + session.frame().capacity() + 4L * 4;
    session.close();
    long reported = plan.info().stateBytes() + plan.info().scratchBytes();
    assertEquals(1, (double) (heap + direct) / reported, 0.05);
  }
}
