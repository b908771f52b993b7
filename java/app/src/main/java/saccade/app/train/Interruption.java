package saccade.app.train;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the process (SIGTERM, SIGINT) into a request: the end waits until the run has
 * saved its checkpoint, so that nothing is lost.
 */
public final class Interruption implements AutoCloseable {
  /** A checkpoint with a full replay of pixels takes some seconds. */
  private static final long PATIENCE_SECONDS = 120;

  private static final int TERMINATED = 143;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::request, "saccade-interruption");
  private volatile boolean requested;

  /** Listens from now on. */
  public Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void request() {
    requested = true;
    try {
      over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the run is asked to save and stop. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Says where the run can be taken up again; gives the exit code of a process ended by SIGTERM.
   */
  public int saved(Path folder) {
    System.err.println("saccade: stopped and saved; go on with --resume --out " + folder);
    return TERMINATED;
  }

  /** Lets the process end. */
  @Override
  public void close() {
    over.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the process ends already
      }
    }
  }
}
