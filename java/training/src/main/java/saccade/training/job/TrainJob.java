package saccade.training.job;

import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import saccade.training.dqn.Pruning;
import saccade.training.network.Parameters;
import saccade.training.storage.RunFolder;

/** Trains one network, verifies it, judges it and writes it down. */
public final class TrainJob {
  private final JobOptions options;
  private final JobContext context;

  /** A job; {@link #run} is called once. */
  public TrainJob(JobOptions options, JobContext context) {
    this.options = options;
    this.context = context;
  }

  /**
   * Does it.
   *
   * @return the report; null if it was stopped before its end
   * @throws IOException if the folder or its checkpoint cannot be used
   * @throws IllegalArgumentException if the folder holds a run and {@code resume} is not asked, or
   *     the other way round, or it is one with other settings
   * @throws saccade.training.dqn.TrainingException if learning or the verification failed
   */
  public @Nullable TrainReport run() throws IOException {
    return run(Pruning.fixed(null));
  }

  @Nullable TrainReport run(Pruning pruning) throws IOException {
    JudgedRun.Result result = train(pruning);
    return result == null ? null : result.report();
  }

  JudgedRun.@Nullable Result train(Pruning pruning) throws IOException {
    try (RunFolder folder = RunFolder.open(options.folder())) {
      JudgedRun run =
          new JudgedRun(
              context,
              folder,
              options.settings(),
              new JudgedRun.Judging(options.episodes(), options.settings().seed()));
      requireState(folder, run.isBegun());
      Parameters initial = Parameters.initial(run.architecture(), options.settings().seed());
      return run.train(initial, pruning, run.until(options.limits()));
    }
  }

  private void requireState(RunFolder folder, boolean begun) {
    if (Files.exists(folder.file(TicketsJob.MANIFEST))) {
      throw new IllegalArgumentException(
          "folder %s holds a search for tickets; give another folder".formatted(folder.path()));
    }
    if (!options.resume() && begun) {
      throw new IllegalArgumentException(
          "folder %s holds a run already; add --resume to go on with it or give another folder"
              .formatted(folder.path()));
    }
    if (options.resume() && !begun) {
      throw new IllegalArgumentException(
          "folder %s holds no checkpoint to resume; leave out --resume or give another folder"
              .formatted(folder.path()));
    }
  }
}
