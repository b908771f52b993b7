package saccade.app.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import saccade.app.subject.Subject;
import saccade.bench.tuning.TunedLayer;
import saccade.bench.tuning.TunedMode;
import saccade.bench.tuning.Tuning;
import saccade.engine.Backend;
import saccade.engine.Kernel;
import saccade.engine.LayerCost;
import saccade.engine.Mode;
import saccade.engine.Plan;
import saccade.engine.PlanOptions;
import saccade.model.Conv2d;
import saccade.model.FloatStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.Normaliser;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Shape;
import saccade.model.Window;
import saccade.onnx.UnsupportedNode;

/** Looks at a network without running it. */
public final class Inspector {
  private static final double[] SILENT = {0.5, 0.9, 0.99};

  /** Below this a dense pass takes a few microseconds, as testing every neuron does. */
  private static final long SMALL = 20_000;

  /** A smaller share of spared multiplications is an accident, not pruning. */
  private static final double PRUNED = 0.01;

  private Inspector() {}

  /**
   * Whose kernels to show.
   *
   * @param backend one that is usable here
   * @param tuning what was timed on it; null if nothing was
   * @param mode the arithmetic
   * @param grids those of EXACT; null in FLOAT32
   */
  public record Planned(
      Backend backend, @Nullable Tuning tuning, Mode mode, @Nullable QuantizedNetwork grids) {
    @Nullable TunedMode tuned() {
      return tuning == null ? null : tuning.in(mode);
    }

    Plan plan(Network network) {
      PlanOptions usual = PlanOptions.DEFAULT;
      PlanOptions options = tuning == null ? usual : tuning.options(usual, mode);
      return grids == null ? backend.plan(network, options) : backend.plan(grids, options);
    }
  }

  /** What is known of a model that is not supported. */
  public static Inspection unsupported(String model, List<UnsupportedNode> nodes) {
    String verdict =
        nodes.size() + (nodes.size() == 1 ? " node is" : " nodes are") + " not supported";
    return new Inspection(
        model, false, nodes, null, null, List.of(), null, 0, 0, 0, null, List.of(), List.of(),
        verdict);
  }

  /**
   * What is known of a network.
   *
   * @param planned whose kernels to show
   */
  public static Inspection of(Subject subject, Planned planned) {
    Network network = subject.network();
    Plan plan = planned.plan(network);
    TunedMode tuned = planned.tuned();
    List<Inspection.Layer> layers = layers(network, plan, tuned);
    double pruned = pruned(layers);
    return new Inspection(
        subject.name(),
        true,
        List.of(),
        observed(network.input()),
        normalised(network.normaliser(), plan.network().normaliser()),
        layers,
        kernels(planned, tuned),
        network.denseMultiplications(),
        sparsity(layers),
        pruned,
        subject.thresholds() == null ? null : subject.thresholds().toString(),
        gains(layers),
        subject.notes(),
        verdict(layers, pruned));
  }

  private static Inspection.Observed observed(Input input) {
    Shape frame =
        input instanceof FloatStack stack
            ? stack.frame()
            : new Shape(
                input.shape().channels() / input.planes(),
                input.shape().height(),
                input.shape().width());
    boolean declared = input instanceof FloatStack stack && stack.ranges() != null;
    String kind = input instanceof FloatStack ? "float" : "image";
    return new Inspection.Observed(kind, input.planes(), sides(frame), declared);
  }

  private static Inspection.@Nullable Normalised normalised(
      @Nullable Normaliser given, @Nullable Normaliser left) {
    return given == null
        ? null
        : new Inspection.Normalised(given.size(), given.clamps(), left == null);
  }

  private static Inspection.@Nullable Kernels kernels(Planned planned, @Nullable TunedMode tuned) {
    Backend backend = planned.backend();
    return backend.vectorBits() == 0
        ? null
        : new Inspection.Kernels(
            backend.name(),
            backend.vectorBits(),
            planned.mode().name(),
            tuned == null ? null : tuned.thresholds());
  }

  private static List<Inspection.Layer> layers(
      Network network, Plan plan, @Nullable TunedMode tuned) {
    List<Inspection.Layer> layers = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      TunedLayer timed = tuned == null ? null : tuned.layers().get(k - 1);
      layers.add(layer(network.weighted().get(k - 1), plan, k, timed));
    }
    return layers;
  }

  private static Inspection.Layer layer(
      PlacedLayer placed, Plan plan, int k, @Nullable TunedLayer timed) {
    LayerCost cost = plan.layers().get(k - 1);
    Kernel kernel = plan.options().kernels().at(k);
    boolean choice = kernel != Kernel.AUTO;
    Window window = placed.window();
    Window.Padding padding = window.padding();
    return new Inspection.Layer(
        placed.name(),
        placed.layer() instanceof Conv2d ? "Conv2d" : "Dense",
        sides(placed.input()),
        sides(placed.output()),
        List.of(window.kernelHeight(), window.kernelWidth()),
        List.of(window.strideY(), window.strideX()),
        List.of(window.dilation().y(), window.dilation().x()),
        List.of(padding.top(), padding.left(), padding.bottom(), padding.right()),
        placed.layer().groups(),
        placed.layer().activation().toString(),
        cost.weights(),
        cost.nonZeroWeights(),
        cost.weightSparsity(),
        cost.denseMultiplications(),
        plan.options().crossovers().at(k),
        choice ? kernel.toString() : null,
        choice ? plan.options().kernels().source(k).toString() : null,
        timed);
  }

  private static List<Integer> sides(Shape shape) {
    return List.of(shape.channels(), shape.height(), shape.width());
  }

  private static double sparsity(List<Inspection.Layer> layers) {
    long weights = layers.stream().mapToLong(Inspection.Layer::weights).sum();
    long left = layers.stream().mapToLong(Inspection.Layer::nonZeroWeights).sum();
    return 1 - (double) left / weights;
  }

  private static double pruned(List<Inspection.Layer> layers) {
    double dense = 0;
    double left = 0;
    for (Inspection.Layer layer : layers) {
      dense += layer.denseMultiplications();
      left += layer.denseMultiplications() * (1 - layer.weightSparsity());
    }
    return 1 - left / dense;
  }

  private static List<Inspection.Gain> gains(List<Inspection.Layer> layers) {
    List<Inspection.Gain> gains = new ArrayList<>();
    for (double silent : SILENT) {
      double dense = 0;
      double left = 0;
      double cost = 0;
      for (Inspection.Layer layer : layers) {
        double all = layer.denseMultiplications();
        dense += all;
        left += all * (1 - layer.weightSparsity()) * (1 - silent);
        cost += all * layer.cost(silent);
      }
      gains.add(new Inspection.Gain(silent, left, dense / left, dense / cost));
    }
    return gains;
  }

  /** Share of silent inputs above which the layers, weighted by their work, are cheaper. */
  private static double breakEven(List<Inspection.Layer> layers) {
    double dense = 0;
    double sum = 0;
    for (Inspection.Layer layer : layers) {
      dense += layer.denseMultiplications();
      sum +=
          layer.denseMultiplications()
              * (1 - Math.min(1.0, (double) layer.crossover() / layer.inputSize()));
    }
    return sum / dense;
  }

  private static String verdict(List<Inspection.Layer> layers, double pruned) {
    long dense = layers.stream().mapToLong(Inspection.Layer::denseMultiplications).sum();
    double share = 100 * breakEven(layers);
    if (pruned < PRUNED && dense < SMALL) {
      return text(
          "use dense: no weight is pruned, and %,d multiplications are below %,d, where a dense"
              + " pass costs about as much as testing every neuron for change",
          dense, SMALL);
    }
    if (pruned < PRUNED) {
      return text(
          "use dense unless more than %.0f%% of the neurons stay silent: no weight is pruned, so"
              + " only silence saves work; run it on a trace to see how much there is",
          share);
    }
    return text(
        "use delta if more than %.0f%% of the neurons stay silent: pruning alone spares %.0f%% of"
            + " the multiplications; run it on a trace to see how many do",
        share, 100 * pruned);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
