package saccade.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import saccade.engine.Arm;
import saccade.engine.BatchSession;
import saccade.engine.Crossovers;
import saccade.engine.Folding;
import saccade.engine.GridThreshold;
import saccade.engine.Kernel;
import saccade.engine.LayerCost;
import saccade.engine.Plan;
import saccade.engine.PlanInfo;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionBuffers;
import saccade.engine.SlotBatch;
import saccade.engine.StepCounts;
import saccade.model.ActivationGrid;
import saccade.model.ImageStack;
import saccade.model.Network;
import saccade.model.PlacedLayer;
import saccade.model.QuantizedLayer;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** A network as the vector kernels run it: packed weights and the reset state (law 5). */
final class VectorPlan implements Plan {
  /** Float32 holds every integer up to it (contract, law 6a). */
  private static final long FLOAT_EXACT = 1 << 24;

  final Arm arm;
  private final List<PackedLayer> layers;
  private final List<LayerState> resetState;
  private final List<int[]> emissionCosts;
  private final PlanInfo info;

  private VectorPlan(PlanInfo info, List<PackedLayer> layers, Arm arm) {
    this.arm = arm;
    this.layers = layers;
    emissionCosts = emissionCosts(layers);
    InputState input = newInput(info, new StepCounts(info.layers()));
    DenseRun dense = new DenseRun(layers, arm);
    resetState = resetState(input, dense);
    this.info = withBytes(info, input.scratchBytes() + dense.bytes());
  }

  static VectorPlan float32(Network network, PlanOptions options, Arm arm) {
    Network folded = Folding.float32(network);
    List<PackedLayer> layers = pack(folded, null, options, arm);
    PlanOptions planned = planned(options, layers);
    return new VectorPlan(PlanInfo.float32(folded, planned, costs(layers)), layers, arm);
  }

  static VectorPlan exact(QuantizedNetwork network, PlanOptions options, Arm arm) {
    List<PackedLayer> layers = pack(network.source(), network, options, arm);
    PlanOptions planned = planned(options, layers);
    return new VectorPlan(PlanInfo.exact(network, planned, costs(layers)), layers, arm);
  }

  private static List<PackedLayer> pack(
      Network network, @Nullable QuantizedNetwork grids, PlanOptions options, Arm arm) {
    options.requireFor(network);
    List<PackedLayer> layers = new ArrayList<>();
    for (int k = 1; k <= network.depth(); k++) {
      PlacedLayer placed = network.weighted().get(k - 1);
      QuantizedLayer quantized = grids == null ? null : grids.layer(k);
      Kernel asked = options.kernels().at(k);
      layers.add(new PackedLayer(placed, quantized, arm, incoming(grids, k), asked));
    }
    return layers;
  }

  private static PlanOptions planned(PlanOptions options, List<PackedLayer> layers) {
    List<Kernel> kernels = layers.stream().map(p -> p.kernel).toList();
    PlanOptions planned = options.withKernels(options.kernels().resolve(kernels));
    return options.crossovers().equals(Crossovers.DEFAULT)
        ? planned.withCrossovers(crossovers(layers))
        : planned;
  }

  private static Crossovers crossovers(List<PackedLayer> layers) {
    int[] events = Crossovers.DEFAULT.resolve(costs(layers)).toArray();
    Arrays.setAll(events, i -> Kernels.crossover(layers.get(i), events[i]));
    return Crossovers.of(events);
  }

  private static Incoming incoming(@Nullable QuantizedNetwork grids, int k) {
    if (grids == null) {
      return Incoming.ANYTHING;
    }
    int range = k > 1 ? grids.grid(k - 1).range() : largestInputRange(grids);
    long sum = grids.layer(k).accumulatorBound((row, column) -> range);
    boolean levels = k == 1 && !grids.inputGrids().hasTables();
    int planes = levels && grids.source().input() instanceof ImageStack s ? s.planes() : 0;
    boolean bytes = k > 1 ? isByte(grids.grid(k - 1)) : planes > 0;
    return new Incoming(sum < FLOAT_EXACT, range, bytes, planes);
  }

  private static boolean isByte(ActivationGrid grid) {
    return grid.lo() == 0 && grid.hi() <= 0xff;
  }

  private static int largestInputRange(QuantizedNetwork grids) {
    int frame = grids.source().input().frameSize();
    int largest = 0;
    for (int i = 0; i < grids.source().input().shape().size(); i++) {
      largest = Math.max(largest, grids.inputGrids().propagatedRange(i, i % frame));
    }
    return largest;
  }

  private static List<LayerCost> costs(List<PackedLayer> layers) {
    return layers.stream().map(p -> p.cost).toList();
  }

  /** What an event of a hidden neuron costs in the next layer, laid out as the neurons are. */
  private static List<int[]> emissionCosts(List<PackedLayer> layers) {
    List<int[]> all = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      PackedLayer p = layers.get(k);
      int[] cost = new int[k + 1 < layers.size() ? p.positions * p.stride : 0];
      for (int j = 0; j < cost.length; j++) {
        int channel = j % p.stride;
        cost[j] =
            channel < p.channels ? layers.get(k + 1).costs[j / p.stride * p.channels + channel] : 0;
      }
      all.add(cost);
    }
    return all;
  }

  /** Input sent values 0 and every layer the T = 0 dense result of that input. */
  private List<LayerState> resetState(InputState input, DenseRun dense) {
    List<LayerState> states = new ArrayList<>();
    for (int k = 1; k <= layers.size(); k++) {
      states.add(newState(k));
      dense.run(k, input, states);
      states.get(k - 1).sendAll();
    }
    return states;
  }

  private PlanInfo withBytes(PlanInfo plan, long inputAndDense) {
    long state = plan.network().input().observationBytes();
    long scratch = SessionBuffers.bytes(plan) + inputAndDense;
    for (LayerState layer : resetState) {
      state += layer.stateBytes();
      scratch += EventList.bytes(layer.p.placed.input().size()) + layer.scratchBytes();
    }
    return plan.withBytes(state, scratch);
  }

  @Override
  public PlanInfo info() {
    return info;
  }

  @Override
  public Session open(Thresholds thresholds) {
    return new VectorSession(this, thresholds, SessionBuffers.allocate(info), 0);
  }

  @Override
  public BatchSession openBatch(
      int capacity, Thresholds thresholds, Executor executor, int threads) {
    return new SlotBatch(
        info,
        capacity,
        thresholds,
        executor,
        threads,
        (buffers, offset) -> new VectorSession(this, thresholds, buffers, offset));
  }

  /** T of a hidden layer as the rule compares it: in EXACT the integer k (law 6f). */
  Gate gate(int layer, Thresholds thresholds) {
    float t = thresholds.at(layer);
    QuantizedNetwork grids = info.grids();
    PackedLayer p = packed(layer);
    float least = grids == null ? t : GridThreshold.steps(t, grids.grid(layer));
    return new Gate(least, p.channels, p.stride);
  }

  InputState newInput(StepCounts counts) {
    return newInput(info, counts);
  }

  private InputState newInput(PlanInfo plan, StepCounts counts) {
    return plan.network().input() instanceof ImageStack
        ? new ImageInput(plan, packed(1), arm.isDelta())
        : new FloatInput(plan, packed(1), counts);
  }

  LayerState newState(int layer) {
    PackedLayer p = packed(layer);
    int[] cost = emissionCosts.get(layer - 1);
    return p.integers ? new IntState(p, cost) : new FloatState(p, cost);
  }

  PackedLayer packed(int layer) {
    return layers.get(layer - 1);
  }

  List<PackedLayer> packed() {
    return layers;
  }

  LayerState resetState(int layer) {
    return resetState.get(layer - 1);
  }
}
