package saccade.training.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import saccade.training.dqn.TrainingException;
import saccade.training.dqn.TrainingRun;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;
import saccade.training.storage.Checkpoint;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.LearnerSections;

/** Early parameters of round 0, to which survivors are put back. */
final class RewindFile {
  /** Name within the folder of a search. */
  static final String NAME = "rewind.saccade";

  private static final String PARAMETERS = "parameters";

  private RewindFile() {}

  static void write(Path file, Parameters parameters) throws IOException {
    CheckpointFile.write(file, Map.of(PARAMETERS, out -> LearnerSections.write(parameters, out)));
  }

  static Parameters read(Path file, Architecture architecture) throws IOException {
    try (Checkpoint stored = CheckpointFile.open(file)) {
      return stored.read(PARAMETERS, in -> LearnerSections.readParameters(architecture, in));
    }
  }

  /** Plays to the frame, unless the file is there, and writes it. */
  static void writeAt(
      long frames, Path file, TrainingRun run, TrainingRun.Limits limits, JobContext context)
      throws IOException {
    if (CheckpointFile.exists(file)) {
      return;
    }
    run.play(limits.withFrames(frames), context.stop(), context.observer());
    if (run.frames() >= frames) {
      write(file, run.parameters());
    } else if (!context.stop().getAsBoolean()) {
      throw new TrainingException(
          "the minutes of round 0 ended at frame %,d, before the rewind at frame %,d; start anew with more minutes or an earlier rewind"
              .formatted(run.frames(), frames));
    }
  }
}
