package saccade.verify.generator;

import saccade.engine.FrameSequence;
import saccade.engine.Observations;
import saccade.model.ElementRanges;
import saccade.model.ImageStack;
import saccade.model.Input;

/**
 * Frames that change little, wholly or not at all, at and beyond the ends of their range, with
 * jumps that no sensor makes and back. One per call, whether the call takes it or not.
 */
final class FrameGenerator {
  private final CaseId id;
  private final Input input;
  private final ElementRanges usual;
  private final boolean integers;

  FrameGenerator(CaseId id, InputGenerator.Made made, boolean ternary) {
    this.id = id;
    input = made.input();
    usual = made.usual();
    integers = ternary || input instanceof ImageStack;
  }

  /** The frames of an aspect; {@code tame} ones stay within their usual range. */
  byte[][] frames(Draw.Aspect aspect, int steps, boolean tame) {
    byte[][] frames = new byte[steps][];
    float[] now = new float[input.frameSize()];
    for (int step = 0; step < steps; step++) {
      Draw draw = Draw.of(id, aspect, step);
      next(draw, now, tame);
      frames[step] = Observations.bytes(input, now);
    }
    return frames;
  }

  private void next(Draw draw, float[] now, boolean tame) {
    int kind = draw.weighted(2, 6, 3, 2, tame ? 0 : 2, tame ? 0 : 1);
    int few = 1 + draw.below(1 + now.length / 4);
    switch (kind) {
      case 0 -> {} // a static step
      case 1 -> change(draw, now, few, tame);
      case 2 -> change(draw, now, now.length, tame);
      case 3 -> {
        for (int i = 0; i < now.length; i++) {
          now[i] = somewhere(draw, i);
        }
      }
      case 4 -> extremes(draw, now, few);
      default -> glitch(draw, now);
    }
  }

  /** Small moves from where elements are, which thresholds hold back, and some larger ones. */
  private void change(Draw draw, float[] now, int elements, boolean tame) {
    for (int n = 0; n < elements; n++) {
      int i = elements == now.length ? n : draw.below(now.length);
      double span = (double) usual.high(i) - usual.low(i);
      float moved = legal(now[i] + span * draw.pick(0.004, 0.03, 0.2) * draw.real(-1, 1));
      boolean inside = moved >= usual.low(i) && moved <= usual.high(i);
      now[i] = inside || (!tame && draw.oneIn(4)) ? moved : somewhere(draw, i);
    }
  }

  private float somewhere(Draw draw, int i) {
    return legal(draw.real(usual.low(i), usual.high(i)));
  }

  /** A value that the input can hold: whole where it must be, gray within its levels. */
  private float legal(double value) {
    double whole = integers ? Math.rint(value) : value;
    return (float) (input instanceof ImageStack ? Math.min(255, Math.max(0, whole)) : whole) + 0f;
  }

  private void extremes(Draw draw, float[] now, int elements) {
    for (int n = 0; n < elements; n++) {
      int i = draw.below(now.length);
      float low = usual.low(i);
      float high = usual.high(i);
      double beyond = draw.pick(1.001, 1.5, 7.0);
      float value =
          switch (draw.below(7)) {
            case 0 -> low;
            case 1 -> high;
            case 2 -> (float) (high * beyond);
            case 3 -> (float) (low * beyond);
            case 4 -> integers ? 0 : -0f;
            case 5 -> integers ? 1 : Float.MIN_VALUE;
            default -> Math.nextUp(high);
          };
      if (id.has(Feature.EXTREMES)) {
        now[i] = integers ? legal(value) : value;
      }
    }
  }

  /** Beyond 16 ranges, and beyond 64 where none is declared. */
  private void glitch(Draw draw, float[] now) {
    int i = draw.below(now.length);
    double span = Math.max((double) usual.high(i) - usual.low(i), 1e-3);
    double jump = draw.pick(15.9, 16.1, 40.0) * span + draw.pick(0, 70, 300);
    float value = legal(Math.min(jump, integers ? 4000 : jump) * draw.pick(-1, 1));
    if (id.has(Feature.GLITCHES)) {
      now[i] = value;
    }
  }

  /** Frames as the trace of one episode. */
  static FrameSequence sequence(byte[][] frames) {
    return new FrameSequence() {
      @Override
      public int steps() {
        return frames.length;
      }

      @Override
      public boolean episodeStart(int step) {
        return step == 0;
      }

      @Override
      public void frame(int step, byte[] target) {
        System.arraycopy(frames[step], 0, target, 0, target.length);
      }
    };
  }
}
