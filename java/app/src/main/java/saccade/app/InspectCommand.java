package saccade.app;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.app.inspect.Inspection;
import saccade.app.inspect.InspectionText;
import saccade.app.inspect.Inspector;
import saccade.app.play.Drive;
import saccade.app.subject.ModelException;
import saccade.app.subject.Subject;
import saccade.bench.runner.KernelTimer;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.FrameSequence;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.scalar.ScalarBackend;
import saccade.exact.Calibration;
import saccade.exact.Quantizer;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;

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

  @Mixin private TuningOptions tuning = new TuningOptions();

  @Option(
      names = "--mode",
      paramLabel = "EXACT|FLOAT32",
      description = {
        "Whose timed kernels and crossovers to show (default: EXACT for built-in networks, FLOAT32",
        "for a model)."
      })
  private @Nullable String mode;

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
      Subject subject = models.one();
      return Inspector.of(subject, planned(subject));
    } catch (ModelException e) {
      if (e.unsupported().isEmpty()) {
        throw e;
      }
      return Inspector.unsupported(models.fileName(), e.unsupported());
    }
  }

  /** On the first backend that has a choice of kernels; on the definition where none is usable. */
  private Inspector.Planned planned(Subject subject) {
    Mode arithmetic =
        mode == null ? subject.defaultMode() : Parse.oneOf("--mode", mode, Mode.class);
    Backend backend =
        Backends.all().stream()
            .filter(b -> b.whyUnavailable().isEmpty())
            .filter(b -> KernelTimer.hasChoice(b, subject.network()))
            .findFirst()
            .orElseGet(ScalarBackend::new);
    return new Inspector.Planned(
        backend, tuning.find(subject, backend), arithmetic, grids(subject.network(), arithmetic));
  }

  /** Calibrated as where there is no trace: what they hold hardly matters to kernels. */
  private static @Nullable QuantizedNetwork grids(Network network, Mode arithmetic) {
    if (arithmetic == Mode.FLOAT32) {
      return null;
    }
    FrameSequence watched = Drive.standard(network).watched(1);
    Calibration calibration =
        Calibration.watch(new ScalarBackend(), network, PlanOptions.DEFAULT, watched);
    return Quantizer.quantize(network, calibration);
  }
}
