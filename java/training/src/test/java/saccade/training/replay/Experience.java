package saccade.training.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import saccade.training.learner.Minibatch;

/** Random episodes of several streams, put into a buffer and into the plain lists alike. */
final class Experience {
  final ReplaySettings settings;
  final ReplayBuffer buffer;
  final List<NaiveReplay> naive = new ArrayList<>();
  private final SplittableRandom random;
  private final double endings;
  private final ByteBuffer frames;

  Experience(ReplaySettings settings, long seed, double endings) {
    this.settings = settings;
    this.endings = endings;
    random = new SplittableRandom(seed);
    buffer = new ReplayBuffer(settings, 7 * settings.input().frameBytes()); // chunks of 4 frames
    frames = ByteBuffer.allocateDirect(settings.streams() * settings.input().frameBytes());
    for (int i = 0; i < settings.streams(); i++) {
      naive.add(new NaiveReplay(settings));
    }
  }

  /** One step of every stream, or of only some. */
  void step(boolean all) {
    for (int stream = 0; stream < settings.streams(); stream++) {
      if (all || random.nextBoolean()) {
        step(stream);
      }
    }
  }

  private void step(int stream) {
    byte[] frame = draw(stream);
    int at = stream * frame.length;
    int action = random.nextInt(256);
    float reward = random.nextInt(-3, 4) / 3f;
    double end = random.nextDouble();
    buffer.append(stream, frames, at, action, reward, end < endings);
    naive.get(stream).append(frame, action, reward, end < endings);
    if (end >= endings && end < 2 * endings) {
      byte[] last = draw(stream);
      buffer.truncate(stream, frames, at);
      naive.get(stream).truncate(last);
    }
  }

  private byte[] draw(int stream) {
    byte[] frame = new byte[settings.input().frameBytes()];
    random.nextBytes(frame);
    frames.put(stream * frame.length, frame);
    return frame;
  }

  List<NaiveReplay.Sample> expected() {
    return naive.stream().flatMap(n -> n.samples().stream()).toList();
  }

  /** Everything that can be sampled, in the order of streams and time. */
  static List<NaiveReplay.Sample> all(ReplayBuffer buffer) {
    int size = buffer.size();
    List<NaiveReplay.Sample> samples = new ArrayList<>();
    if (size == 0) {
      return samples;
    }
    int length = buffer.settings().input().observationBytes();
    Minibatch batch = new Minibatch(size, length);
    int[] next = {0};
    buffer.sample(bound -> next[0]++, batch);
    for (int i = 0; i < size; i++) {
      byte[] observation = new byte[length];
      byte[] after = new byte[length];
      batch.observations().get(i * length, observation);
      batch.nextObservations().get(i * length, after);
      samples.add(
          new NaiveReplay.Sample(
              observation, after, batch.actions()[i], batch.rewards()[i], batch.discounts()[i]));
    }
    return samples;
  }
}
