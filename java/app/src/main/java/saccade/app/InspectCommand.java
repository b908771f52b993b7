package saccade.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.inspect.Inspection;
import saccade.app.inspect.InspectionText;
import saccade.app.inspect.Inspector;
import saccade.app.subject.ModelException;

/** {@code saccade inspect}: what can be said of a network without running it. */
@Command(
    name = "inspect",
    description =
        "Shows layers, sparsity and predicted gain of a network, or why it cannot be run.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: saccade inspect policy.onnx",
      "Example: saccade inspect --builtin table4 --json"
    })
final class InspectCommand implements Callable<Integer> {
  @Mixin private ModelOptions models = new ModelOptions();

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Inspection inspection = inspect();
    if (json) {
      Json.print(inspection);
    } else {
      System.out.print(InspectionText.of(inspection));
    }
    return inspection.supported() ? ExitCode.OK : ExitCode.UNSUPPORTED;
  }

  private Inspection inspect() {
    try {
      return Inspector.of(models.one());
    } catch (ModelException e) {
      if (e.unsupported().isEmpty()) {
        throw e;
      }
      return Inspector.unsupported(models.fileName(), e.unsupported());
    }
  }
}
