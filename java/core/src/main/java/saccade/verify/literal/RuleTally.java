package saccade.verify.literal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.engine.Argmax;
import saccade.model.Network;

/** Sums of one rule while it plays. */
final class RuleTally {
  private final EventRule rule;
  private final String thresholds;
  private final Network network;
  private final float[] y;
  private final long[] events;
  private final long[] multiplications;
  private long tests;
  private boolean testsKnown = true;
  private long counted;
  private long steps;
  private long agreed;
  private long cutOff;
  private long late;
  private double errorEarly;
  private double errorLate;
  private double errorMax;

  RuleTally(EventRule rule, String thresholds, Network network) {
    this.rule = rule;
    this.thresholds = thresholds;
    this.network = network;
    y = new float[network.outputSize()];
    events = new long[network.depth()];
    multiplications = new long[network.depth()];
  }

  EventRule rule() {
    return rule;
  }

  /**
   * One step, and its difference to the dense answer.
   *
   * @param age steps since the reset, 0 for the first
   */
  void step(byte[] observation, double[] dense, int age) {
    rule.step(observation, y);
    RuleCounts counts = rule.counts();
    steps++;
    cutOff += counts.cutOff() ? 1 : 0;
    agreed += Argmax.of(y) == Argmax.of(toFloat(dense)) ? 1 : 0;
    addError(dense, age);
    if (age > 0) {
      add(counts);
    }
  }

  private void add(RuleCounts counts) {
    counted++;
    for (int k = 0; k < events.length; k++) {
      events[k] += counts.layers().get(k).events();
      multiplications[k] += counts.layers().get(k).multiplications();
    }
    Long told = counts.tests();
    testsKnown &= told != null;
    tests += told == null ? 0 : told;
  }

  private void addError(double[] dense, int age) {
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      double error = Math.abs(y[j] - dense[j]);
      sum += error / y.length;
      errorMax = Math.max(errorMax, error);
    }
    if (age < RuleComparison.EARLY_STEPS) {
      errorEarly += sum;
    } else {
      errorLate += sum;
      late++;
    }
  }

  private static float[] toFloat(double[] values) {
    float[] narrow = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      narrow[j] = (float) values[j];
    }
    return narrow;
  }

  RuleRow row() {
    List<RuleRow.LayerMean> layers = new ArrayList<>();
    double total = 0;
    double sent = 0;
    for (int k = 0; k < events.length; k++) {
      double eventMean = (double) events[k] / counted;
      double mean = (double) multiplications[k] / counted;
      layers.add(new RuleRow.LayerMean(network.weighted().get(k).name(), eventMean, mean));
      total += mean;
      sent += eventMean;
    }
    return new RuleRow(
        thresholds,
        rule.name(),
        total,
        total == 0 ? null : network.denseMultiplications() / total,
        sent,
        testsKnown ? (Double) ((double) tests / counted) : null,
        List.copyOf(layers),
        error(),
        (double) agreed / steps,
        (double) cutOff / steps);
  }

  private RuleRow.OutputError error() {
    @Nullable Double lateMean = late == 0 ? null : (Double) (errorLate / late);
    return new RuleRow.OutputError(
        (errorEarly + errorLate) / steps, errorEarly / (steps - late), lateMean, errorMax);
  }
}
