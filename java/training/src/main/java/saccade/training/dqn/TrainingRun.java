package saccade.training.dqn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import saccade.training.learner.LearnerProvider;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.training.storage.Checkpoint;
import saccade.training.storage.CheckpointException;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.CurvePoint;
import saccade.training.storage.LearningCurve;

/**
 * A training run on disk: a checkpoint now and then and at the end, a learning curve all the while.
 * A run that was stopped and resumed gives the same bits as one that was not.
 */
public final class TrainingRun implements AutoCloseable {
  /** Frames from one point of the learning curve to the next. */
  public static final long CURVE_FRAMES = 2_000;

  private static final double NANOS = 1e-9;

  private final Path checkpoint;
  private final LearningCurve curve;
  private final Training training;
  private double secondsBefore;
  private long begun;
  private long framesAtLastPoint;
  private double secondsAtLastPoint;

  /**
   * When a run stops, besides being asked to.
   *
   * @param frames frames played in all, resumed ones included
   * @param minutes minutes from now on; infinite for no end
   * @param checkpointMinutes minutes from one checkpoint to the next, above 0
   */
  public record Limits(long frames, double minutes, double checkpointMinutes) {
    public Limits {
      if (frames < 1 || !(minutes > 0) || !(checkpointMinutes > 0)) {
        throw new IllegalArgumentException(
            "limits of %d frames, %s minutes and a checkpoint every %s minutes are not possible; give more than 0"
                .formatted(frames, minutes, checkpointMinutes));
      }
    }

    /** The same with fewer frames. */
    public Limits withFrames(long fewer) {
      return new Limits(Math.min(frames, fewer), minutes, checkpointMinutes);
    }

    /** What is left of the minutes after a run has taken so many seconds. */
    public Limits after(double seconds) {
      return new Limits(
          frames, Math.max(Double.MIN_VALUE, minutes - seconds / 60), checkpointMinutes);
    }
  }

  /** Is told where a run stands, at every point of the curve. */
  public interface Observer {
    /** One more point. */
    void at(CurvePoint point);
  }

  private TrainingRun(Path checkpoint, LearningCurve curve, Training training) {
    this.checkpoint = checkpoint;
    this.curve = curve;
    this.training = training;
  }

  /**
   * A run before its first step.
   *
   * @param checkpoint where checkpoints go
   * @param curve an empty learning curve
   * @param initial parameters at the start
   */
  public static TrainingRun start(
      Path checkpoint,
      LearningCurve curve,
      HyperParameters settings,
      Parameters initial,
      Pruning pruning,
      LearnerProvider provider) {
    return new TrainingRun(checkpoint, curve, new Training(settings, initial, pruning, provider));
  }

  /**
   * A run that goes on from its checkpoint; the curve is cut back to it.
   *
   * @throws CheckpointException if the checkpoint cannot be used
   * @throws IllegalArgumentException if it is one of a run with other settings
   */
  public static TrainingRun resume(
      Path checkpoint,
      LearningCurve curve,
      HyperParameters settings,
      Pruning pruning,
      LearnerProvider provider)
      throws IOException {
    try (Checkpoint stored = CheckpointFile.open(checkpoint)) {
      requireSame(TrainingCheckpoint.settings(stored), settings, checkpoint);
      Architecture architecture = Preset.architecture(settings.environment(), settings.network());
      Training training = new Training(settings, Parameters.zeros(architecture), pruning, provider);
      try {
        TrainingRun run = new TrainingRun(checkpoint, curve, training);
        run.secondsBefore = TrainingCheckpoint.read(stored, training);
        run.framesAtLastPoint = training.frames;
        curve.cutBack(training.frames);
        return run;
      } catch (IOException | RuntimeException e) {
        training.close();
        throw e;
      }
    }
  }

  /**
   * The parameters of a run that came to its end.
   *
   * @throws CheckpointException if its checkpoint cannot be used
   */
  public static Parameters finished(Path checkpoint, Architecture architecture) throws IOException {
    try (Checkpoint stored = CheckpointFile.open(checkpoint)) {
      return TrainingCheckpoint.parameters(stored, architecture);
    }
  }

  private static void requireSame(HyperParameters stored, HyperParameters asked, Path file) {
    if (!stored.equals(asked)) {
      throw new IllegalArgumentException(
          "%s is of a run with other settings (%s); resume with the same or start a new run"
              .formatted(file, Differences.of(stored, asked)));
    }
  }

  /**
   * Plays and learns until a limit is reached or {@code stop} says so, then writes a checkpoint.
   *
   * @throws TrainingException if the loss is not finite; the last checkpoint is as it was
   * @throws CheckpointException if a checkpoint cannot be written; the last one is as it was
   */
  public void play(Limits limits, BooleanSupplier stop, Observer observer) throws IOException {
    begun = System.nanoTime();
    secondsAtLastPoint = secondsBefore;
    double nextCheckpoint = seconds() + 60 * limits.checkpointMinutes();
    double end = seconds() + 60 * limits.minutes();
    while (training.frames < limits.frames() && seconds() < end && !stop.getAsBoolean()) {
      advance();
      if (training.frames / CURVE_FRAMES != framesAtLastPoint / CURVE_FRAMES) {
        point(observer);
      }
      if (seconds() >= nextCheckpoint) {
        checkpoint();
        nextCheckpoint = seconds() + 60 * limits.checkpointMinutes();
      }
    }
    checkpoint();
    secondsBefore = seconds();
    begun = System.nanoTime();
  }

  private void advance() {
    try {
      training.advance();
    } catch (TrainingException e) {
      String kept =
          CheckpointFile.exists(checkpoint)
              ? "the last good checkpoint is " + checkpoint
              : "there is no checkpoint yet";
      throw new TrainingException(e.getMessage() + "; " + kept);
    }
  }

  private void point(Observer observer) throws IOException {
    double now = seconds();
    double rate = (training.frames - framesAtLastPoint) / Math.max(1e-9, now - secondsAtLastPoint);
    CurvePoint point =
        new CurvePoint(
            training.frames,
            training.returns.episodes(),
            training.updates,
            now,
            training.returns.mean(),
            training.takeLoss(),
            training.settings.epsilon(training.frames),
            rate);
    framesAtLastPoint = training.frames;
    secondsAtLastPoint = now;
    curve.append(point);
    observer.at(point);
  }

  private void checkpoint() throws IOException {
    TrainingCheckpoint.write(checkpoint, training, seconds());
  }

  private double seconds() {
    return secondsBefore + (begun == 0 ? 0 : (System.nanoTime() - begun) * NANOS);
  }

  /** Frames played. */
  public long frames() {
    return training.frames;
  }

  /** Updates made. */
  public long updates() {
    return training.updates;
  }

  /** Episodes ended. */
  public long episodes() {
    return training.returns.episodes();
  }

  /** Seconds of play and learning. */
  public double secondsPlayed() {
    return secondsBefore;
  }

  /** Mean return of the last 100 episodes; NaN before the first has ended. */
  public double meanReturn() {
    return training.returns.mean();
  }

  /** The mask in force. */
  public Mask mask() {
    return training.mask;
  }

  /** What is trained. */
  public Architecture architecture() {
    return training.architecture;
  }

  /**
   * What the learner itself says of observations, to hold an exported network to.
   *
   * @param observations direct; {@code count} observations from position 0
   * @param q receives {@code count} times the number of actions
   */
  public void values(ByteBuffer observations, int count, float[] q) {
    training.learner.predict(observations, count, q);
  }

  /** The parameters as they are now; a copy. */
  public Parameters parameters() {
    return training.learner.parameters();
  }

  @Override
  public void close() {
    training.close();
  }
}
