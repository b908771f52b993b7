package saccade.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.play.GameSource;
import saccade.app.play.RecordedFrames;
import saccade.app.play.TraceSource;
import saccade.builtin.Builtin;
import saccade.engine.FrameSequence;
import saccade.model.ImageStack;

/** {@code saccade run}: a network on a game or a recorded trace. */
@Command(
    name = "run",
    description = "Runs a network on a game or on recorded frames, beside dense, and verifies it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: saccade run --builtin table4 --trace frames.npz --json"})
final class RunCommand implements Callable<Integer> {
  @Mixin private PlayOptions options = new PlayOptions();

  @Option(
      names = "--builtin",
      required = true,
      paramLabel = "NAME",
      description = "Built-in network: table4 or table5.")
  private String builtin = "";

  @ArgGroup(multiplicity = "1")
  private Frames frames = new Frames();

  private static final class Frames {
    @Option(names = "--env", paramLabel = "GAME", description = "Game to play, such as breakout.")
    private @Nullable String env;

    @Option(
        names = "--trace",
        paramLabel = "FILE",
        description = "Recorded frames (.npz with 'frames' uint8 [steps, h, w]).")
    private @Nullable Path trace;
  }

  @Override
  public Integer call() {
    Builtin network = Builtin.named(builtin);
    if (frames.trace == null) {
      String env = String.valueOf(frames.env);
      GameSource game = new GameSource(env, options.seed());
      return options.play(
          network,
          game,
          DemoCommand.calibration(env, options.seed()),
          options.stepsOr(DemoCommand.DEFAULT_STEPS));
    }
    ImageStack stack = (ImageStack) network.network().input();
    FrameSequence trace = RecordedFrames.ofTrace(frames.trace, stack);
    String name = String.valueOf(frames.trace.getFileName());
    long steps = Math.min(options.stepsOr(trace.steps()), trace.steps());
    return options.play(network, new TraceSource(trace, name), halves(trace), steps);
  }

  /** Grids come from the start of a trace's first half; the second half tells what they cost. */
  private static PlayOptions.Frames halves(FrameSequence trace) {
    int half = Math.max(1, trace.steps() / 2);
    int watched = Math.min(half, DemoCommand.CALIBRATION_STEPS);
    int from = Math.min(half, trace.steps() - 1);
    int to = Math.min(trace.steps(), from + DemoCommand.CALIBRATION_STEPS);
    return new PlayOptions.Frames(trace.slice(0, watched), trace.slice(from, to));
  }
}
