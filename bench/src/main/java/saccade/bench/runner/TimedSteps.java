package saccade.bench.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.FrameSequence;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.engine.StepProfile;
import saccade.model.Thresholds;

/**
 * One session that plays frames, round and round, and notes how long each layer took for its events
 * in every step that had some. First steps of episodes are not noted.
 */
final class TimedSteps implements AutoCloseable {
  private final Session session;
  private final StepProfile profile;
  private final FrameSequence frames;
  private final byte[] frame;
  private final List<Samples> layers = new ArrayList<>();
  private int position;

  /** Steps of one layer: events and nanoseconds, and where blocks end. */
  private static final class Samples {
    private int[] events = new int[256];
    private long[] nanos = new long[256];
    private int size;
    private int blockStart;
    private final List<@Nullable Double> blockMeans = new ArrayList<>();

    void add(long stepEvents, long stepNanos) {
      if (size == events.length) {
        events = Arrays.copyOf(events, 2 * size);
        nanos = Arrays.copyOf(nanos, 2 * size);
      }
      events[size] = (int) stepEvents;
      nanos[size++] = stepNanos;
    }

    void endBlock() {
      if (size > blockStart) {
        blockMeans.add(Arrays.stream(nanos, blockStart, size).average().orElseThrow());
        blockStart = size;
      }
    }
  }

  /**
   * At the first frame.
   *
   * @throws IllegalArgumentException if the plan's sessions do not tell where their time goes
   */
  TimedSteps(Plan plan, Thresholds thresholds, FrameSequence frames) {
    this.frames = frames;
    session = plan.open(thresholds);
    if (!(session instanceof StepProfile own)) {
      session.close();
      throw new IllegalArgumentException(
          "sessions of this backend do not tell how long a layer takes; take another backend");
    }
    profile = own;
    frame = new byte[plan.network().input().frameBytes()];
    for (int k = 1; k <= plan.network().depth(); k++) {
      layers.add(new Samples());
    }
  }

  /**
   * Plays the next steps.
   *
   * @param leadIn how many of them are not noted; all of them for a warm-up
   */
  void play(int steps, int leadIn) {
    for (int i = 0; i < steps; i++) {
      int step = position++ % frames.steps();
      boolean first = step == 0 || frames.episodeStart(step);
      if (first) {
        session.reset();
      }
      frames.frame(step, frame);
      session.frame().put(0, frame);
      profile.profile(true);
      session.stepFrame();
      profile.profile(false);
      if (!first && i >= leadIn) {
        note();
      }
    }
    layers.forEach(Samples::endBlock);
  }

  private void note() {
    for (int k = 1; k <= layers.size(); k++) {
      long events = session.counts().events(k);
      if (events > 0) {
        layers.get(k - 1).add(events, profile.nanos(k, StepProfile.Phase.ACCUMULATE));
      }
    }
  }

  /** Median over blocks of a layer's mean time per noted step, in nanoseconds; null without one. */
  @Nullable Double nanos(int layer) {
    return Median.of(layers.get(layer - 1).blockMeans);
  }

  /** Events of each noted step of a layer. */
  int[] events(int layer) {
    Samples samples = layers.get(layer - 1);
    return Arrays.copyOf(samples.events, samples.size);
  }

  /** Nanoseconds of each noted step of a layer. */
  long[] stepNanos(int layer) {
    Samples samples = layers.get(layer - 1);
    return Arrays.copyOf(samples.nanos, samples.size);
  }

  @Override
  public void close() {
    session.close();
  }
}
