package saccade.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import saccade.builtin.Builtin;
import saccade.engine.Kernel;
import saccade.engine.KernelChoice;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.verify.selftest.RandomFrames;

/** Law 14 on a network of real size: once compiled, a step allocates nothing. */
class AllocationTest {
  private static final int STEPS = 2_000;
  private static final long LONGEST_WARM_UP = 60_000_000_000L;

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(
      value = Kernel.class,
      names = {"AUTO", "BLOCKS", "WALK"})
  void onceCompiledTheStepsOfTheTable1NetworkAllocateNothing(Kernel kernel) {
    Network network = Builtin.TABLE4.network();
    int pixels = ((ImageStack) network.input()).frameSize();
    QuantizedNetwork grids =
        Quantizer.quantize(
            network,
            Calibration.watch(
                new ScalarBackend(),
                network,
                PlanOptions.DEFAULT,
                new RandomFrames(20, pixels, 255, 9)));
    Kernel[] all = new Kernel[network.depth()];
    Arrays.fill(all, kernel);
    PlanOptions options = PlanOptions.DEFAULT.withKernels(KernelChoice.forced(all));
    try (Session session =
        new VectorBackend().plan(grids, options).open(Builtin.TABLE4.thresholds())) {
      long giveUp = System.nanoTime() + LONGEST_WARM_UP;
      long bytes = allocated(session, pixels);
      while (bytes != 0 && System.nanoTime() < giveUp) {
        bytes = allocated(session, pixels);
      }
      assertEquals(0, bytes, STEPS + " steps");
    }
  }

  private static long allocated(Session session, int pixels) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Random random = new Random(1);
    byte[] frame = new byte[pixels];
    float[] y = new float[session.output().capacity()];
    long sum = 0;
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < 50; i++) {
        frame[random.nextInt(pixels)] = (byte) random.nextInt();
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      session.stepFrame(frame, y);
      sum += threads.getCurrentThreadAllocatedBytes() - before;
    }
    return sum;
  }
}
