package saccade.app;

/** A line on stderr that counts up, only on a terminal. The launcher says whether it is one. */
final class Progress {
  private static final boolean SHOWN = Boolean.getBoolean("saccade.terminal");
  private static final long EVERY_NANOS = 200_000_000L;

  private final String what;
  private final long total;
  private final long start = System.nanoTime();
  private long last = start;

  Progress(String what, long total) {
    this.what = what;
    this.total = total;
  }

  synchronized void at(long done) {
    long now = System.nanoTime();
    if (SHOWN && now - last >= EVERY_NANOS) {
      last = now;
      System.err.printf("\r%s: %,d%s \033[K", what, done, outlook(done, now));
    }
  }

  /** Nobody knows how long an episode lasts. */
  private String outlook(long done, long now) {
    if (total == Long.MAX_VALUE) {
      return "";
    }
    long left = Math.round((now - start) / 1e9 * (total - done) / Math.max(1, done));
    return String.format(" of %,d, %d s left", total, left);
  }

  synchronized void end() {
    if (SHOWN && last != start) {
      System.err.print("\r\033[K");
    }
  }
}
