package saccade.libtorch;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.bytedeco.javacpp.PointerScope;
import saccade.training.learner.Minibatch;
import saccade.training.network.Architecture;

/**
 * Times of updates beside the bare step, interleaved, and the least of many: what else runs on the
 * machine can only add. On one thread it is the thread's own CPU time, on more the time that
 * passed. Run as a program it prints all tables.
 */
final class SpeedComparison {
  /** Microseconds of one update. */
  record Times(double ours, double bare) {
    double ratio() {
      return ours / bare;
    }
  }

  private SpeedComparison() {}

  /** The least over the rounds, each of {@code updates} updates. */
  static Times compare(Architecture architecture, int size, int threads, int rounds, int updates) {
    Minibatch batch = Fixtures.batch(architecture, size, 1);
    PointerScope lasting = new PointerScope();
    double ours = Double.MAX_VALUE;
    double theirs = Double.MAX_VALUE;
    try (TorchLearner learner = Fixtures.learner(architecture, Fixtures.ADAM, size, threads)) {
      BareStep bare = new BareStep(architecture, batch);
      for (int round = 0; round < rounds; round++) {
        ours = Math.min(ours, time(threads, updates, () -> learner.update(batch)));
        theirs = Math.min(theirs, time(threads, updates, () -> inScope(bare)));
      }
    } finally {
      lasting.close();
    }
    return new Times(ours, theirs);
  }

  private static void inScope(BareStep bare) {
    PointerScope brief = new PointerScope();
    bare.update();
    brief.close();
  }

  /** The least of some calls, each timed alone: a longer stretch would be interrupted. */
  private static double time(int threads, int calls, Runnable call) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < calls; i++) {
      long start = clock(threads);
      call.run();
      least = Math.min(least, clock(threads) - start);
    }
    return least / 1e3;
  }

  private static long clock(int threads) {
    return threads == 1
        ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  private static void printPredictions(Architecture architecture, int threads) {
    try (TorchLearner learner = Fixtures.learner(architecture, Fixtures.ADAM, 32, threads)) {
      for (int count : new int[] {1, 16, 32}) {
        ByteBuffer observations = Fixtures.observations(architecture, count, 1);
        float[] q = new float[count * architecture.outputs()];
        double least = Double.MAX_VALUE;
        for (int round = 0; round < 100; round++) {
          least = Math.min(least, time(threads, 20, () -> learner.predict(observations, count, q)));
        }
        System.out.printf(
            "%s predict %d, %d threads: %.0f us%n", architecture.name(), count, threads, least);
      }
    }
  }

  private static void print(Architecture architecture, int size, int threads, int updates) {
    Times times = compare(architecture, size, threads, 40, updates);
    System.out.printf(
        "%s update %d, %d threads: %.0f us, bare %.0f us, ratio %.2f, %.0f updates/s%n",
        architecture.name(),
        size,
        threads,
        times.ours(),
        times.bare(),
        times.ratio(),
        1e6 / times.ours());
  }

  /** Prints everything. */
  public static void main(String[] arguments) {
    Architecture minatar = Architecture.minatar(4, 6);
    Architecture table1 = Architecture.table1(6);
    for (int threads = 1; threads <= 2; threads++) {
      for (int size : new int[] {32, 64, 128, 256}) {
        print(minatar, size, threads, 20);
      }
      print(table1, 32, threads, 2);
      printPredictions(minatar, threads);
      printPredictions(table1, threads);
    }
  }
}
