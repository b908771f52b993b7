package saccade.app.play;

import java.util.List;
import java.util.OptionalDouble;

/** Frames and scores that a test wrote down. */
final class MadeUpSource implements FrameSource {
  record Step(boolean start, double score, int... pixels) {}

  private final List<Step> steps;
  private int at = -1;

  MadeUpSource(Step... steps) {
    this.steps = List.of(steps);
  }

  static Step first(double score, int... pixels) {
    return new Step(true, score, pixels);
  }

  static Step next(double score, int... pixels) {
    return new Step(false, score, pixels);
  }

  @Override
  public boolean advance() {
    at++;
    return at < steps.size();
  }

  @Override
  public boolean episodeStart() {
    return steps.get(at).start;
  }

  @Override
  public boolean ended() {
    return at + 1 >= steps.size() || steps.get(at + 1).start;
  }

  @Override
  public void frame(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) steps.get(at).pixels[i];
    }
  }

  @Override
  public OptionalDouble score() {
    return OptionalDouble.of(steps.get(at).score);
  }

  @Override
  public String actor() {
    return "random";
  }

  @Override
  public String environment() {
    return "made-up";
  }
}
