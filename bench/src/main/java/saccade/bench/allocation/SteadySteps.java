package saccade.bench.allocation;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import saccade.engine.FrameSequence;
import saccade.engine.Session;

/**
 * Steps of one session and what the calling thread allocates on the Java heap meanwhile. During
 * warm-up classes load, and vectors are objects where the compiler has not yet made registers of
 * them. It is over when some rounds in a row allocate nothing, and all steps that are judged after
 * them neither; else they belong to the warm-up too and it goes on, a few times. So an allocation
 * that comes again at least once in as many steps is always seen.
 */
public final class SteadySteps {
  private static final int ROUND = 10_000;
  private static final int QUIET_ROUNDS = 10;
  private static final int MOST_ROUNDS = 200;

  /** The compiler throws code away and makes it anew, sometimes long after it first went quiet. */
  private static final int TRIES = 5;

  /** Steps between two resets: more than between two refreshes. */
  private static final int EPISODE = 25_000;

  /** Calls of {@code refresh} per round of warm-up, so that its kernels get warm too. */
  private static final int REFRESHES = 100;

  private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Player player;
  private final byte[][] frames;
  private int untilReset;
  private int next;

  /** What is played. */
  interface Player {
    /** A new episode. */
    void reset();

    /** O := b + W * sent. */
    void refresh();

    /** One step on the newest frame. */
    void step(byte[] frame);
  }

  /**
   * What steps cost.
   *
   * @param warmUpSteps steps before the ones that are judged
   * @param warmUpBytes what those allocated
   * @param steps steps that are judged
   * @param bytes what they allocated
   * @param nanos time they took
   */
  public record Result(long warmUpSteps, long warmUpBytes, long steps, long bytes, long nanos) {
    /** True if no step that is judged allocated anything. */
    public boolean isSteady() {
      return bytes == 0;
    }
  }

  /**
   * Steps of a session.
   *
   * @param sequence frames, played again and again; its episodes do not matter
   * @param frameBytes size of a frame
   */
  public SteadySteps(Session session, FrameSequence sequence, int frameBytes) {
    this(playing(session), sequence, frameBytes);
  }

  SteadySteps(Player player, FrameSequence sequence, int frameBytes) {
    this.player = player;
    frames = new byte[sequence.steps()][frameBytes];
    for (int step = 0; step < frames.length; step++) {
      sequence.frame(step, frames[step]);
    }
  }

  private static Player playing(Session session) {
    float[] y = new float[session.output().capacity()];
    return new Player() {
      @Override
      public void reset() {
        session.reset();
      }

      @Override
      public void refresh() {
        session.refresh();
      }

      @Override
      public void step(byte[] frame) {
        session.stepFrame(frame, y);
      }
    };
  }

  /**
   * Warms up and plays; where warm-up finds no end, judges its last steps.
   *
   * @param steps steps to judge
   */
  public Result run(long steps) {
    Result last = new Result(0, 0, 0, 0, 0);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      long warmUpSteps = last.warmUpSteps + last.steps;
      long warmUpBytes = last.warmUpBytes + last.bytes;
      int quiet = 0;
      for (int round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS; round++) {
        long bytes = play(ROUND, REFRESHES);
        warmUpSteps += ROUND;
        warmUpBytes += bytes;
        quiet = bytes == 0 ? quiet + 1 : 0;
      }
      long judged = quiet == QUIET_ROUNDS ? steps : ROUND;
      long start = System.nanoTime();
      long bytes = play(judged, 0);
      last = new Result(warmUpSteps, warmUpBytes, judged, bytes, System.nanoTime() - start);
      if (last.isSteady() || judged < steps) {
        return last;
      }
    }
    return last;
  }

  private long play(long steps, int refreshes) {
    long before = thread.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < refreshes; i++) {
      player.refresh();
    }
    for (long step = 0; step < steps; step++) {
      if (untilReset == 0) {
        player.reset();
        untilReset = EPISODE;
      }
      untilReset--;
      player.step(frames[next]);
      next = next + 1 == frames.length ? 0 : next + 1;
    }
    return thread.getCurrentThreadAllocatedBytes() - before;
  }
}
