package saccade.app.soak;

import java.util.List;
import java.util.Objects;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.model.Network;
import saccade.verify.StepChecker;
import saccade.verify.reference.QuantizedReference;
import saccade.verify.reference.References;

/** EXACT against 64-bit integers: every bit, however many steps there were. */
final class ExactRun extends Run {
  private final Network network;
  private final QuantizedReference integers;
  private final StepChecker checker;
  private long checked;
  private long outputsChecked;
  private long differingBits;

  ExactRun(SoakOptions options, Plan plan, References references) {
    super(options);
    network = plan.network();
    integers = Objects.requireNonNull(references.integers());
    checker = StepChecker.of(references, plan.options(), options.thresholds());
  }

  @Override
  void before(Session session) {
    checker.before(session);
  }

  @Override
  void stepped(Session session) {}

  /** The checker looks at rule, stack, counts and invariant; bits are counted besides. */
  @Override
  void checked(Session session, byte[] frame, long step) {
    checker.afterFrame(session, frame, step == 0, step);
    for (int k = 1; k <= network.depth(); k++) {
      double[] o = new double[network.shape(k).size()];
      session.readAccumulators(k, o);
      long[] expected = integers.accumulators(k, taken(session, k));
      for (int j = 0; j < o.length; j++) {
        differingBits += Long.bitCount((long) o[j] ^ expected[j]);
      }
    }
    checked++;
  }

  @Override
  void checkedOutput(Session session, float[] y, long step) {
    int last = network.depth();
    long[] o = integers.accumulators(last, taken(session, last));
    for (int j = 0; j < y.length; j++) {
      int expected = Float.floatToRawIntBits(integers.output(j, o[j]));
      differingBits += Integer.bitCount(Float.floatToRawIntBits(y[j]) ^ expected);
    }
    outputsChecked++;
  }

  private long[] taken(Session session, int layer) {
    double[] sent = new double[network.shape(layer - 1).size()];
    session.readSent(layer - 1, sent);
    long[] q = new long[sent.length];
    for (int i = 0; i < q.length; i++) {
      q[i] = (long) sent[i];
    }
    return layer == 1 ? integers.normalised(q) : q;
  }

  SoakReport.Exact report() {
    List<String> failures = checker.findings().failures();
    return new SoakReport.Exact(checked, outputsChecked, differingBits, failures);
  }
}
