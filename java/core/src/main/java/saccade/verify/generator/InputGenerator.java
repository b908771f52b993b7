package saccade.verify.generator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import saccade.model.ElementRanges;
import saccade.model.FloatStack;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Normaliser;
import saccade.model.Shape;

/**
 * What a case observes: byte images, or float vectors, rows and images, with or without a history,
 * declared ranges and a normaliser.
 */
final class InputGenerator {
  private static final float[] INTEGER_RANGE = {-90, 90};

  private final CaseId id;
  private final Draw draw;
  private final boolean ternary;

  InputGenerator(CaseId id, boolean ternary) {
    this.id = id;
    this.ternary = ternary;
    draw = Draw.of(id, Draw.Aspect.INPUT, 0);
  }

  /**
   * An input and the values that are usual for it.
   *
   * @param input what is observed
   * @param usual usual range of every element of a frame
   */
  record Made(Input input, ElementRanges usual) {}

  Made make() {
    int planes = Math.min(draw.within(1, 4), id.has(Feature.HISTORIES) ? 4 : 1);
    int height = side();
    int width = side();
    boolean floats = draw.below(100) < 60 && id.has(Feature.FLOATS);
    int kind = draw.weighted(4, 2, 3);
    if (!floats) {
      int drawn = width(3);
      int channels = id.has(Feature.CHANNELS) ? drawn : 1;
      ImageStack images = new ImageStack(planes, channels, kind == 1 ? 1 : height, width);
      return new Made(images, ElementRanges.uniform(images.frameSize(), 0, 255));
    }
    Shape frame =
        switch (kind) {
          case 0 -> new Shape(width(14), 1, 1);
          case 1 -> new Shape(width(3), 1, width);
          default -> new Shape(width(3), height, width);
        };
    ElementRanges usual = usual(frame.size());
    boolean declared = draw.oneIn(2) && id.has(Feature.RANGES);
    return new Made(new FloatStack(planes, frame, declared ? usual : null), usual);
  }

  private int side() {
    int small = draw.below(5);
    int large = draw.below(9);
    int drawn = 1 + Math.max(small, Math.min(large, draw.below(9)));
    return Math.min(drawn, id.limits().side());
  }

  private int width(int most) {
    return Math.min(draw.within(1, most), id.limits().width());
  }

  private ElementRanges usual(int size) {
    float[] low = new float[size];
    float[] high = new float[size];
    int kind = draw.weighted(3, 2, 2, 1);
    double common = draw.magnitude(-2, 2);
    for (int i = 0; i < size; i++) {
      double scale = kind == 1 ? draw.magnitude(-3, 4) : common;
      high[i] = (float) (scale * draw.real(0.3, 1));
      low[i] = kind == 2 ? (float) (high[i] * draw.real(0, 0.9)) : (float) -scale;
      if (kind == 3 && draw.oneIn(3)) {
        low[i] = draw.pick(0f, high[i], low[i]);
        high[i] = Math.max(low[i], draw.pick(0f, high[i], low[i]));
      }
    }
    if (ternary) {
      Arrays.fill(low, INTEGER_RANGE[0]);
      Arrays.fill(high, INTEGER_RANGE[1]);
    }
    return new ElementRanges(low, high);
  }

  /** A normaliser with means near, at and far from 0, per element or per channel; often none. */
  @Nullable Normaliser normaliser(Input input) {
    Draw means = Draw.of(id, Draw.Aspect.NORMALISER, 0);
    boolean wanted = means.oneIn(2);
    boolean clamps = means.oneIn(3);
    int shared = means.oneIn(2) ? input.shape().height() * input.shape().width() : 1;
    double far = means.pick(0.5, 3.0, 15.9, 16.1, 200.0);
    int size = input.shape().size();
    float[] mean = new float[size];
    float[] deviation = new float[size];
    float[] low = new float[size];
    float[] high = new float[size];
    for (int i = 0; i < size; i++) {
      boolean same = i % shared != 0;
      deviation[i] = same ? deviation[i - 1] : (float) means.magnitude(-1, 2);
      mean[i] = same ? mean[i - 1] : (float) (deviation[i] * means.real(-far, far));
      low[i] = -deviation[i] * (float) means.real(0.1, 4);
      high[i] = means.oneIn(9) ? 1e30f : deviation[i] * (float) means.real(0.1, 4);
      if (ternary) {
        mean[i] = same ? mean[i - 1] : means.within(-40, 40);
        low[i] = -means.within(0, 60);
        high[i] = means.within(1, 60);
      }
    }
    if (!wanted || !id.has(Feature.NORMALISERS)) {
      return null;
    }
    return new Normaliser(mean, deviation, clamps ? low : null, clamps ? high : null);
  }
}
