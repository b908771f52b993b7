package saccade.app.play;

import java.util.ArrayList;
import java.util.List;
import saccade.environments.Environment;

/** Frames of two channels and two pixels that depend on the actions; an action wins its number. */
final class ToyGame implements Environment {
  static final int CHANNELS = 2;
  static final int WIDTH = 2;
  static final int EPISODE = 5;
  private static final int HIGH = 16;

  final List<Integer> played = new ArrayList<>();
  private int step = -1;
  private int state;
  private double score;
  private float reward;

  ToyGame(long seed) {
    state = (int) seed << HIGH;
  }

  @Override
  public String name() {
    return "toy";
  }

  @Override
  public int height() {
    return 1;
  }

  @Override
  public int width() {
    return WIDTH;
  }

  @Override
  public int channels() {
    return CHANNELS;
  }

  @Override
  public List<String> actions() {
    return List.of("a", "b", "c");
  }

  @Override
  public void reset() {
    step = 0;
    score = 0;
    reward = 0;
  }

  @Override
  public void step(int action) {
    if (done()) {
      throw new IllegalStateException("no episode is under way; reset first");
    }
    played.add(action);
    state = 1_103_515_245 * state + 12_345 + (action << HIGH);
    step++;
    reward = action;
    score += action;
  }

  @Override
  public float reward() {
    return reward;
  }

  @Override
  public boolean done() {
    return step < 0 || step == EPISODE;
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public void frame(byte[] target) {
    for (int i = 0; i < target.length; i++) {
      target[i] = (byte) (state >> HIGH + i & 1);
    }
  }

  @Override
  public long emulatedFrames() {
    return played.size();
  }

  @Override
  public byte[] snapshot() {
    throw new UnsupportedOperationException("a toy has no snapshots; play it anew");
  }

  @Override
  public void restore(byte[] snapshot) {
    throw new UnsupportedOperationException("a toy has no snapshots; play it anew");
  }
}
