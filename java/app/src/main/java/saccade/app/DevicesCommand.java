package saccade.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.onnx.OnnxRunner;
import saccade.onnx.OnnxRunners;

/** {@code saccade devices}: what can run here. */
@Command(
    name = "devices",
    description = "Lists backends and says why one is not available.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: saccade devices --json"})
final class DevicesCommand implements Callable<Integer> {
  private static final String RIVAL = "onnxruntime";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** One backend. */
  record Row(String name, boolean available, @Nullable String why, String device, String type) {}

  /** The command's answer. */
  record Report(List<Row> backends) {}

  @Override
  public Integer call() {
    List<Row> rows = new ArrayList<>();
    String cpu = System.getProperty("os.arch") + ", " + cores() + " cores";
    for (Backend backend : Backends.all()) {
      String why = backend.whyUnavailable().orElse(null);
      rows.add(new Row(backend.name(), why == null, why, cpu, backend.device()));
    }
    OnnxRunner rival = OnnxRunners.first().orElse(null);
    String why = rival == null ? OnnxRunners.whyNone() : null;
    rows.add(new Row(RIVAL, rival != null, why, cpu, "CPU, dense rival"));
    if (json) {
      Json.print(new Report(rows));
    } else {
      rows.forEach(DevicesCommand::print);
    }
    return ExitCode.OK;
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void print(Row row) {
    System.out.printf(
        "%-12s %-18s %s%n",
        row.name, row.type, row.available ? "available on " + row.device : row.why);
  }
}
