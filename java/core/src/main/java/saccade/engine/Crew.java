package saccade.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Steps slots on the calling thread and on those of a caller's executor. Slots stand in contiguous
 * shares, one per thread; each thread takes its own from the front, and then, one by one, what is
 * left of others from the back, so that a slot mostly stays with its thread. The calling thread
 * needs nobody: what the executor rejects, drops or begins late it does itself. Starts no thread,
 * takes no lock.
 */
final class Crew {
  /** Sign bit of {@link #inside}: helpers may enter. */
  private static final int OPEN = Integer.MIN_VALUE;

  /** About as long as it takes a helper to end a small step. */
  private static final int SPINS = 500;

  private final Executor executor;
  private final int slots;
  private final IntPredicate takesPart;
  private final IntConsumer step;
  private final Share[] shares;

  /** Helpers that are at work, and {@link #OPEN} while more may enter. */
  private final AtomicInteger inside = new AtomicInteger();

  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile @Nullable Thread waiting;
  private int inUse;

  /**
   * A crew of at most {@code threads}, the calling one included.
   *
   * @param takesPart which slots step; asked by several threads, of each slot by one
   * @param step does it; called by several threads, for each slot by one
   */
  Crew(Executor executor, int threads, int slots, IntPredicate takesPart, IntConsumer step) {
    this.executor = executor;
    this.slots = slots;
    this.takesPart = takesPart;
    this.step = step;
    shares = new Share[Math.min(threads, slots)];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = new Share(i);
    }
  }

  /**
   * Steps every slot that takes part, once, and returns when no thread is at it any more. An
   * interrupt does not end it and stays pending.
   *
   * @throws RuntimeException or an error: the first that a slot threw, or the executor other than
   *     to reject; every other slot has stepped then
   */
  void run() {
    shareOut();
    inside.set(OPEN);
    try {
      callHelpers();
    } finally {
      work(0);
      dismiss();
    }
    Throwable first = failure.getAndSet(null);
    if (first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (first instanceof Error error) {
      throw error;
    }
  }

  /** As many slots that take part in each share; the same shares while the same slots do. */
  private void shareOut() {
    int all = 0;
    for (int s = 0; s < slots; s++) {
      all += takesPart.test(s) ? 1 : 0;
    }
    inUse = Math.max(1, Math.min(shares.length, all));
    int next = 0;
    int given = 0;
    for (int i = 0; i < inUse; i++) {
      int from = next;
      long until = (long) all * (i + 1) / inUse;
      while (given < until) {
        given += takesPart.test(next++) ? 1 : 0;
      }
      shares[i].set(from, next);
    }
  }

  private void callHelpers() {
    for (int i = 1; i < inUse; i++) {
      Share share = shares[i];
      if (share.called.compareAndSet(false, true)) {
        try {
          executor.execute(share);
        } catch (RejectedExecutionException e) {
          share.called.set(false);
          return;
        } catch (RuntimeException | Error e) {
          share.called.set(false);
          failed(e);
          return;
        }
      }
    }
  }

  private void failed(Throwable e) {
    if (!failure.compareAndSet(null, e)) {
      Throwable first = failure.get();
      if (first != null && !first.equals(e)) {
        first.addSuppressed(e);
      }
    }
  }

  /** Own slots, then those that the others have left. */
  private void work(int own) {
    for (int i = 0; i < inUse; i++) {
      Share share = shares[(own + i) % inUse];
      for (int s = share.take(i == 0); s >= 0; s = share.take(i == 0)) {
        try {
          if (takesPart.test(s)) {
            step.accept(s);
          }
        } catch (RuntimeException | Error e) {
          failed(e);
        }
      }
    }
  }

  private boolean enter() {
    int seen = inside.get();
    while (seen < 0 && !inside.compareAndSet(seen, seen + 1)) {
      seen = inside.get();
    }
    return seen < 0;
  }

  private void leave() {
    if (inside.decrementAndGet() == 0) {
      LockSupport.unpark(waiting);
    }
  }

  /** Lets nobody in any more and waits for those who are: each has at most one slot to end. */
  private void dismiss() {
    inside.addAndGet(OPEN); // the sign bit once more is none
    for (int spin = 0; spin < SPINS && inside.get() != 0; spin++) {
      Thread.onSpinWait();
    }
    if (inside.get() == 0) {
      return;
    }
    boolean interrupted = false;
    waiting = Thread.currentThread();
    while (inside.get() != 0) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    waiting = null;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A contiguous range of slots, and the task of the helper who begins there. Handed to the
   * executor again only after it has run, so that an executor which never runs it holds it once.
   */
  private final class Share implements Runnable {
    final AtomicBoolean called = new AtomicBoolean();
    private final int number;

    /**
     * Slots that nobody took: the first in the upper half, the one behind the last in the lower.
     */
    private final AtomicLong left = new AtomicLong();

    Share(int number) {
      this.number = number;
    }

    void set(int from, int to) {
      left.set((long) from << Integer.SIZE | to);
    }

    /** A slot from the front or from the back; -1 if none is left. */
    int take(boolean front) {
      while (true) {
        long seen = left.get();
        int from = (int) (seen >>> Integer.SIZE);
        int to = (int) seen;
        if (from >= to) {
          return -1;
        }
        if (left.compareAndSet(seen, front ? seen + (1L << Integer.SIZE) : seen - 1)) {
          return front ? from : to - 1;
        }
      }
    }

    /** Of whichever step is going on when the executor comes to it, if one is. */
    @Override
    public void run() {
      called.set(false);
      if (enter()) {
        try {
          work(number);
        } finally {
          leave();
        }
      }
    }
  }
}
