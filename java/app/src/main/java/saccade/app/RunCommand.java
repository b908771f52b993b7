package saccade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import saccade.app.subject.Subject;

/** {@code saccade run}: a network on a game or a recorded trace. */
@Command(
    name = "run",
    description = "Runs a network on a game or on a recorded trace, beside dense, and verifies it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade run policy.onnx --trace trace.npz --thresholds 0.01 --json",
      "Example: saccade run agent.onnx --env minatar:breakout --episodes 30 --json",
      "Example: saccade run --builtin table4 --trace frames.npz --json",
      "Example: saccade run agent.onnx --trace trace.npz --backends vector --time-kernels"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private ModelOptions models = new ModelOptions();

  @Mixin private PlayOptions options = new PlayOptions();

  @Mixin private KernelOptions kernels = new KernelOptions();

  @ArgGroup(multiplicity = "1")
  private DriveOptions frames = new DriveOptions();

  @Override
  public Integer call() {
    Subject subject = frames.observing(models.one());
    return options.play(subject, frames.asItIs(subject, options.actors()), kernels);
  }
}
