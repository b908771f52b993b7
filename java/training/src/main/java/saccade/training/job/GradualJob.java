package saccade.training.job;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.training.dqn.Preset;
import saccade.training.dqn.Pruning;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;
import saccade.training.pruning.BoundFloor;
import saccade.training.pruning.GradualSchedule;
import saccade.training.pruning.MagnitudePruning;
import saccade.training.pruning.MaskStatistics;
import saccade.training.pruning.PruningOptions;
import saccade.training.pruning.PruningStep;

/** Prunes while it trains: one training gives one sparse network. */
public final class GradualJob {
  private final JobOptions options;
  private final PruningOptions pruning;
  private final GradualSchedule schedule;
  private final JobContext context;

  /** Those that bound at the last pruning of this process. */
  private List<BoundFloor> floors = List.of();

  /**
   * A gradual job; {@link #run} is called once.
   *
   * @param schedule when how much is pruned, in updates
   */
  public GradualJob(
      JobOptions options, PruningOptions pruning, GradualSchedule schedule, JobContext context) {
    this.options = options;
    this.pruning = pruning;
    this.schedule = schedule;
    this.context = context;
  }

  /**
   * What came out.
   *
   * @param train as of a training without pruning
   * @param kept weights that survived within the scope
   * @param total weights within the scope
   * @param mask statistics per layer
   */
  public record Report(TrainReport train, long kept, long total, MaskStatistics mask) {}

  /**
   * Does it.
   *
   * @return the report; null if it was stopped before its end
   * @throws IOException if the folder or its checkpoint cannot be used
   */
  public @Nullable Report run() throws IOException {
    MagnitudePruning magnitudes = new MagnitudePruning(architecture(), pruning);
    JudgedRun.Result result = new TrainJob(options, context).train(new Gradual(magnitudes));
    if (result == null) {
      return null;
    }
    MaskStatistics statistics =
        MaskStatistics.of(architecture(), pruning.scope(), new PruningStep(result.mask(), floors));
    return new Report(
        result.report(), statistics.inScope().kept(), statistics.inScope().total(), statistics);
  }

  private Architecture architecture() {
    return Preset.architecture(options.settings().environment(), options.settings().network());
  }

  private final class Gradual implements Pruning {
    private final MagnitudePruning magnitudes;

    Gradual(MagnitudePruning magnitudes) {
      this.magnitudes = magnitudes;
    }

    @Override
    public @Nullable Mask first() {
      return null;
    }

    @Override
    public boolean isDue(long updates) {
      return schedule.due(updates);
    }

    @Override
    public Mask next(long updates, Parameters online, Mask present) {
      PruningStep step = magnitudes.gradual(schedule, online, present, updates);
      floors = step.floors();
      return step.mask();
    }
  }
}
