package saccade.app;

import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.training.pruning.Allotment;
import saccade.training.pruning.Floors;
import saccade.training.pruning.Pattern;
import saccade.training.pruning.PruningOptions;
import saccade.training.pruning.Scope;

/** Flags that {@code prune} and {@code tickets} share: what is pruned, and as what. */
final class PruningFlags {
  @Option(
      names = "--scope",
      paramLabel = "convolutions|all",
      defaultValue = "all",
      description = {
        "Layers that lose weights (default: ${DEFAULT-VALUE}; the paper prunes convolutions only)."
      })
  private String scope = "all";

  @Option(
      names = "--allotment",
      paramLabel = "global|per-layer|erk",
      defaultValue = "per-layer",
      description = {
        "One threshold for all layers, the same share of each, or Erdos-Renyi-Kernel",
        "(default: ${DEFAULT-VALUE}; the paper's is global, over the convolutions)."
      })
  private String allotment = "per-layer";

  @Option(
      names = "--pattern",
      paramLabel = "unstructured|block8|two-of-four",
      defaultValue = "unstructured",
      description = "What is pruned as one (default: ${DEFAULT-VALUE}).")
  private String pattern = "unstructured";

  PruningOptions options() {
    return new PruningOptions(
        Parse.oneOf("--scope", scope, Scope.class),
        Parse.oneOf("--allotment", allotment, Allotment.class),
        Parse.oneOf("--pattern", pattern, Pattern.class),
        Floors.DEFAULT);
  }
}
