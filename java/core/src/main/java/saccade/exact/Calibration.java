package saccade.exact;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.engine.FrameSequence;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.Network;

/**
 * Ranges of the values of a network on a trace: what the grids of EXACT mode are chosen from. The
 * network runs in FLOAT32 at T = 0, so nothing is approximated.
 *
 * @param minimum smallest activation per neuron layer, 1..depth - 1
 * @param maximum largest activation per neuron layer, 1..depth - 1
 * @param reach largest |O| per weighted layer, 1..depth; empty if no activation needs a table
 * @param input range of every element of a frame that was observed; null for image stacks
 */
public record Calibration(
    List<Double> minimum, List<Double> maximum, List<Double> reach, @Nullable ElementRanges input) {
  public Calibration {
    minimum = List.copyOf(minimum);
    maximum = List.copyOf(maximum);
    reach = List.copyOf(reach);
  }

  /** Ranges of an image network whose activations need no table. */
  public Calibration(List<Double> minimum, List<Double> maximum) {
    this(minimum, maximum, List.of(), null);
  }

  /** Plays {@code trace} through {@code network} and watches every layer. */
  public static Calibration watch(
      Backend backend, Network network, PlanOptions options, FrameSequence trace) {
    Watch watch = new Watch(network);
    byte[] frame = new byte[network.input().frameBytes()];
    try (Session session = backend.plan(network, options).open()) {
      for (int step = 0; step < trace.steps(); step++) {
        if (trace.episodeStart(step)) {
          session.reset();
        }
        trace.frame(step, frame);
        session.frame().put(0, frame);
        session.stepFrame();
        watch.observe(session, frame);
      }
    }
    return watch.result();
  }

  private static final class Watch {
    private final Network network;
    private final double[] low;
    private final double[] high;
    private final double[] reach;
    private final float[] inputLow;
    private final float[] inputHigh;
    private final boolean floats;

    Watch(Network network) {
      this.network = network;
      low = new double[network.depth()];
      high = new double[network.depth()];
      reach = new double[network.depth()];
      floats = network.input() instanceof FloatStack;
      inputLow = new float[network.input().frameSize()];
      inputHigh = new float[inputLow.length];
    }

    void observe(Session session, byte[] frame) {
      for (int k = 1; k <= network.depth(); k++) {
        double[] values = new double[network.shape(k).size()];
        session.readAccumulators(k, values);
        for (double o : values) {
          reach[k - 1] = Math.max(reach[k - 1], Math.abs(o));
        }
        if (k < network.depth()) {
          session.readSent(k, values);
          for (double v : values) {
            low[k - 1] = Math.min(low[k - 1], v);
            high[k - 1] = Math.max(high[k - 1], v);
          }
        }
      }
      ByteBuffer elements = ByteBuffer.wrap(frame).order(ByteOrder.nativeOrder());
      for (int i = 0; floats && i < inputLow.length; i++) {
        inputLow[i] = Math.min(inputLow[i], elements.getFloat(i * Float.BYTES));
        inputHigh[i] = Math.max(inputHigh[i], elements.getFloat(i * Float.BYTES));
      }
    }

    Calibration result() {
      int hidden = network.depth() - 1;
      ElementRanges input = floats ? new ElementRanges(inputLow, inputHigh) : null;
      return new Calibration(
          list(low).subList(0, hidden), list(high).subList(0, hidden), list(reach), input);
    }

    private static List<Double> list(double[] values) {
      List<Double> list = new ArrayList<>(Collections.nCopies(values.length, 0.0));
      for (int i = 0; i < values.length; i++) {
        list.set(i, values[i]);
      }
      return list;
    }
  }
}
