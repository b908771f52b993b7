package saccade.training.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One stream as a plain list of episodes; says which transitions a ring of a length must give. */
final class NaiveReplay {
  /** One step: its frame, and what was done and won there. */
  record Step(long position, byte[] frame, int action, float reward) {}

  /** What sampling must give. */
  record Sample(byte[] observation, byte[] next, int action, float reward, float discount) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Sample that
          && Arrays.equals(observation, that.observation)
          && Arrays.equals(next, that.next)
          && action == that.action
          && Float.compare(reward, that.reward) == 0
          && Float.compare(discount, that.discount) == 0;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(observation) * 31 + Arrays.hashCode(next) + action;
    }
  }

  /** Steps from a beginning to an end, if it has come. */
  static final class Episode {
    final List<Step> steps = new ArrayList<>();
    boolean terminal;
    byte[] last;
  }

  private final ReplaySettings settings;
  private final List<Episode> episodes = new ArrayList<>();
  private long position;

  NaiveReplay(ReplaySettings settings) {
    this.settings = settings;
    episodes.add(new Episode());
  }

  private Episode open() {
    return episodes.get(episodes.size() - 1);
  }

  boolean isOpen() {
    return !open().steps.isEmpty();
  }

  void append(byte[] frame, int action, float reward, boolean terminal) {
    open().steps.add(new Step(position++, frame, action, reward));
    if (terminal) {
      open().terminal = true;
      episodes.add(new Episode());
    }
  }

  void truncate(byte[] last) {
    position++;
    open().last = last;
    episodes.add(new Episode());
  }

  /** Every transition that may be sampled, oldest first. */
  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Episode episode : episodes) {
      for (int i = 0; i < episode.steps.size(); i++) {
        int oldest = Math.max(0, i - settings.input().planes() + 1);
        boolean kept =
            episode.steps.get(oldest).position() >= position - settings.framesPerStream();
        boolean ended = episode.terminal || episode.last != null;
        if (kept && (ended || i + settings.steps() < episode.steps.size())) {
          samples.add(sample(episode, i));
        }
      }
    }
    return samples;
  }

  private Sample sample(Episode episode, int i) {
    int made = Math.min(settings.steps(), episode.steps.size() - i);
    double reward = 0;
    double weight = 1;
    for (int k = 0; k < made; k++) {
      reward += weight * episode.steps.get(i + k).reward();
      weight *= settings.gamma();
    }
    boolean dead = episode.terminal && i + made == episode.steps.size();
    byte[] next = dead ? new byte[settings.input().observationBytes()] : stack(episode, i + made);
    int action = episode.steps.get(i).action();
    return new Sample(stack(episode, i), next, action, (float) reward, dead ? 0 : (float) weight);
  }

  private byte[] stack(Episode episode, int newest) {
    int planes = settings.input().planes();
    int size = settings.input().frameBytes();
    byte[] stack = new byte[planes * size];
    for (int plane = 0; plane < planes; plane++) {
      int i = newest - planes + 1 + plane;
      if (i >= 0) {
        byte[] frame = i < episode.steps.size() ? episode.steps.get(i).frame() : episode.last;
        System.arraycopy(frame, 0, stack, plane * size, size);
      }
    }
    return stack;
  }
}
