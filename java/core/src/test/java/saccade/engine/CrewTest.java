package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the executor does, every slot steps once, and the calling thread waits for nobody. */
@Timeout(60)
class CrewTest {
  private static final int SLOTS = 7;
  private static final int STEPS = 300;

  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private final AtomicIntegerArray stepped = new AtomicIntegerArray(SLOTS);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  private Crew counting(Executor executor, int threads) {
    return new Crew(executor, threads, SLOTS, slot -> true, stepped::incrementAndGet);
  }

  private void requireEach(int steps) {
    for (int s = 0; s < SLOTS; s++) {
      assertEquals(steps, stepped.get(s), "slot " + s);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 40})
  void everySlotStepsOncePerStep(int threads) {
    Crew crew = counting(pool, threads);
    for (int step = 1; step <= STEPS; step++) {
      crew.run();
      requireEach(step);
    }
  }

  @Test
  void slotsThatTakeNoPartDoNotStepAndTheOthersAreShared() {
    boolean[] joined = new boolean[SLOTS];
    int[] expected = new int[SLOTS];
    Crew crew = new Crew(pool, 3, SLOTS, slot -> joined[slot], stepped::incrementAndGet);
    for (int pattern = 0; pattern < 1 << SLOTS; pattern++) {
      for (int s = 0; s < SLOTS; s++) {
        joined[s] = (pattern >> s & 1) == 1;
        expected[s] += joined[s] ? 1 : 0;
      }
      crew.run();
      for (int s = 0; s < SLOTS; s++) {
        assertEquals(expected[s], stepped.get(s), "slot " + s + " of pattern " + pattern);
      }
    }
  }

  /** Slots that wait for each other end only if two threads are at work, each at its own share. */
  @Test
  void aSlotStaysWithTheThreadOfItsShare() {
    Thread[][] seen = new Thread[20][4];
    int[] step = {0};
    CyclicBarrier both = new CyclicBarrier(2);
    Crew crew =
        new Crew(
            pool,
            2,
            4,
            slot -> true,
            slot -> {
              seen[step[0]][slot] = Thread.currentThread();
              await(both);
            });
    for (; step[0] < seen.length; step[0]++) {
      crew.run();
      Thread[] by = seen[step[0]];
      assertSame(Thread.currentThread(), by[0]);
      assertSame(by[0], by[1]);
      assertTrue(by[0] != by[2]);
      assertSame(by[2], by[3]);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** The first slot is slow: the calling thread is held up in it, and a helper does the rest. */
  @Test
  void whoIsDoneTakesWhatOthersHaveLeft() {
    CountDownLatch others = new CountDownLatch(SLOTS - 1);
    Crew crew =
        new Crew(
            pool,
            2,
            SLOTS,
            slot -> true,
            slot -> {
              stepped.incrementAndGet(slot);
              if (slot > 0) {
                others.countDown();
                return;
              }
              try {
                assertTrue(others.await(30, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    crew.run();
    requireEach(1);
  }

  @Test
  void anExecutorWhoseOnlyThreadIsTheCallingOneHoldsUpNothing() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      Crew crew = counting(one, 4);
      one.submit(
              () -> {
                for (int step = 0; step < STEPS; step++) {
                  crew.run();
                }
              })
          .get(30, TimeUnit.SECONDS);
      requireEach(STEPS);
    } finally {
      one.shutdownNow();
    }
  }

  @Test
  void anExecutorThatRunsTasksInTheCallingThreadIsOne() {
    Crew crew = counting(Runnable::run, 3);
    crew.run();
    crew.run();
    requireEach(2);
  }

  @Test
  void anExecutorThatRejectsLeavesAllToTheCallingThread() {
    Crew crew =
        counting(
            task -> {
              throw new RejectedExecutionException("full");
            },
            4);
    crew.run();
    crew.run();
    requireEach(2);
    pool.shutdownNow();
    counting(pool, 4).run();
    requireEach(3);
  }

  @Test
  void whatElseAnExecutorThrowsIsThrownAfterTheStep() {
    Error broken = new OutOfMemoryError("no more threads");
    Crew crew =
        counting(
            task -> {
              throw broken;
            },
            4);
    assertSame(broken, assertThrows(Error.class, crew::run));
    requireEach(1);
    assertSame(broken, assertThrows(Error.class, crew::run), "it is asked again");
    requireEach(2);
  }

  @Test
  void tasksThatNeverRunAreHandedOverOnce() {
    Queue<Runnable> kept = new ArrayDeque<>();
    Crew crew = counting(kept::add, 4);
    for (int step = 0; step < STEPS; step++) {
      crew.run();
    }
    requireEach(STEPS);
    assertEquals(3, kept.size());
    kept.forEach(Runnable::run);
    requireEach(STEPS);
    crew.run();
    assertEquals(6, kept.size(), "they have run, so they are handed over again");
  }

  /** A task of an earlier step that is begun within a later one helps there. */
  @Test
  void aTaskThatIsLateHelpsInTheStepThatItMeets() {
    List<Runnable> kept = new ArrayList<>();
    Crew[] crew = new Crew[1];
    crew[0] =
        new Crew(
            kept::add,
            2,
            SLOTS,
            slot -> true,
            slot -> {
              if (stepped.incrementAndGet(slot) == 2 && slot == 0) {
                kept.get(0).run();
                assertEquals(2, stepped.get(SLOTS - 1), "it did not help");
              }
            });
    crew[0].run();
    crew[0].run();
    requireEach(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aSlotThatThrowsLeavesTheOthersToStep(int threads) {
    RuntimeException first = new IllegalStateException("slot 2");
    Error second = new StackOverflowError("slot 5");
    Crew crew =
        new Crew(
            pool,
            threads,
            SLOTS,
            slot -> true,
            slot -> {
              stepped.incrementAndGet(slot);
              if (slot == 2) {
                throw first;
              }
              if (slot == 5) {
                throw second;
              }
            });
    Throwable thrown = assertThrows(Throwable.class, crew::run);
    Throwable other = thrown == first ? second : first;
    assertTrue(thrown == first || thrown == second, () -> "threw " + thrown);
    assertArrayEquals(new Throwable[] {other}, thrown.getSuppressed());
    requireEach(1);
  }

  @Test
  void anErrorOfOneStepIsNotThrownByTheNext() {
    boolean[] broken = {true};
    Crew crew =
        new Crew(
            pool,
            2,
            SLOTS,
            slot -> true,
            slot -> {
              if (broken[0]) {
                throw new IllegalStateException("all of them");
              }
            });
    var thrown = assertThrows(IllegalStateException.class, crew::run);
    assertEquals(SLOTS - 1, thrown.getSuppressed().length);
    broken[0] = false;
    crew.run();
  }

  /** A helper is held up inside while the calling thread, interrupted, waits for it. */
  @Test
  void anInterruptDoesNotEndTheWaitForAHelperAndStaysPending() throws Exception {
    Thread caller = Thread.currentThread();
    CountDownLatch helping = new CountDownLatch(1);
    Crew crew =
        new Crew(
            pool,
            2,
            2,
            slot -> true,
            slot -> {
              if (slot == 0) {
                require(helping);
              } else {
                helping.countDown();
                while (caller.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                caller.interrupt();
                for (long end = System.nanoTime() + 50_000_000; System.nanoTime() < end; ) {
                  Thread.onSpinWait();
                }
              }
              stepped.incrementAndGet(slot);
            });
    crew.run();
    assertEquals(1, stepped.get(0));
    assertEquals(1, stepped.get(1), "it had not ended");
    assertTrue(Thread.interrupted());
    assertFalse(Thread.interrupted());
  }

  private static void require(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What each slot writes is plain memory: the end of a step must show it to the calling thread.
   */
  @Test
  void whatHelpersWriteTheCallingThreadSees() {
    long[] plain = new long[64];
    Crew crew = new Crew(pool, 4, plain.length, slot -> true, slot -> plain[slot] += slot + 1);
    long[] expected = new long[plain.length];
    for (int step = 0; step < 5_000; step++) {
      crew.run();
      for (int slot = 0; slot < plain.length; slot++) {
        expected[slot] += slot + 1;
      }
      assertTrue(Arrays.equals(expected, plain), "step " + step);
      plain[step % plain.length] = 0; // and helpers what it writes
      expected[step % plain.length] = 0;
    }
  }

  @Test
  void aStepAllocatesNothingOfItsOwn() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Runnable[] kept = new Runnable[3];
    int[] count = {0};
    Executor later = task -> kept[count[0]++] = task;
    Crew crew = new Crew(later, 4, SLOTS, slot -> true, slot -> stepped.lazySet(slot, 0));
    long bytes = Long.MAX_VALUE;
    for (int round = 0; round < 50 && bytes != 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int step = 0; step < STEPS; step++) {
        crew.run();
        for (int i = 0; i < count[0]; i++) {
          kept[i].run();
        }
        count[0] = 0;
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    assertEquals(0, bytes);
  }
}
