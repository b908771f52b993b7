package saccade.training.dqn;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import saccade.training.network.Architecture;
import saccade.training.network.Parameters;
import saccade.training.storage.Checkpoint;
import saccade.training.storage.CheckpointException;
import saccade.training.storage.CheckpointFile;
import saccade.training.storage.LearnerSections;
import saccade.training.storage.SectionWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A {@link Training} as sections of a {@link CheckpointFile}: all of it, replay included. */
final class TrainingCheckpoint {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SETTINGS = "settings";
  private static final String COUNTERS = "counters";
  private static final String RANDOM = "random";
  private static final String RETURNS = "returns";
  private static final String ENVIRONMENTS = "environments";
  private static final String STACKS = "stacks";
  private static final String LEARNER = "learner";
  private static final String MASK = "mask";
  private static final String REPLAY = "replay";
  private static final String ACTOR = "actor";
  private static final int MOST_BYTES = 1 << 30;

  private TrainingCheckpoint() {}

  /**
   * Writes a run as it stands.
   *
   * @param seconds time that it took so far
   * @throws CheckpointException if it cannot be written; the last one is as it was
   * @throws TrainingException if its parameters are not finite; nothing is written
   */
  static void write(Path file, Training training, double seconds) throws CheckpointException {
    var state = training.learner.state();
    if (!state.online().isFinite()) {
      throw new TrainingException(
          "a parameter is not finite after update %,d; lower the learning rate"
              .formatted(training.updates));
    }
    Map<String, SectionWriter> sections = new LinkedHashMap<>();
    sections.put(SETTINGS, out -> bytes(json(training.settings), out));
    sections.put(COUNTERS, out -> writeCounters(training, seconds, out));
    sections.put(RANDOM, out -> writeRandom(training, out));
    sections.put(RETURNS, out -> writeDoubles(training.returns.state(), out));
    sections.put(ENVIRONMENTS, out -> bytes(training.environments.snapshot(), out));
    sections.put(STACKS, out -> bytes(training.stacks.state(), out));
    sections.put(LEARNER, out -> LearnerSections.write(state, out));
    sections.put(MASK, out -> LearnerSections.write(training.mask, out));
    sections.put(ACTOR, out -> writeActor(training.actor.state(), out));
    sections.put(REPLAY, training.replay::write);
    CheckpointFile.write(file, sections);
  }

  /**
   * Settings of the run that a checkpoint holds.
   *
   * @throws CheckpointException if the file is not a good checkpoint
   */
  static HyperParameters settings(Checkpoint checkpoint) throws CheckpointException {
    try {
      byte[] text = checkpoint.read(SETTINGS, in -> bytes(in));
      return JSON.readValue(text, HyperParameters.class);
    } catch (JacksonException e) {
      throw new CheckpointException("the checkpoint has no settings of a run; start a new run", e);
    }
  }

  /** The online parameters alone. */
  static Parameters parameters(Checkpoint checkpoint, Architecture architecture)
      throws CheckpointException {
    return checkpoint.read(LEARNER, in -> LearnerSections.readState(architecture, in)).online();
  }

  /**
   * Goes on from a checkpoint.
   *
   * @return seconds that the run took so far
   * @throws CheckpointException if a section does not fit the run
   */
  static double read(Checkpoint checkpoint, Training training) throws CheckpointException {
    double seconds = checkpoint.read(COUNTERS, in -> readCounters(training, in));
    checkpoint.read(RANDOM, in -> readRandom(training, in));
    checkpoint.read(
        RETURNS,
        in -> resumed(() -> training.returns.resume(readDoubles(in, 1 + ReturnWindow.LENGTH))));
    checkpoint.read(ENVIRONMENTS, in -> resumed(() -> training.environments.restore(bytes(in))));
    checkpoint.read(STACKS, in -> resumed(() -> training.stacks.resume(bytes(in))));
    training.mask =
        checkpoint.read(MASK, in -> LearnerSections.readMask(training.architecture, in));
    if (!training.mask.isFull()) {
      training.learner.mask(training.mask);
    }
    training.learner.restore(
        checkpoint.read(LEARNER, in -> LearnerSections.readState(training.architecture, in)));
    checkpoint.read(
        REPLAY,
        in -> {
          training.replay.read(in);
          return true;
        });
    checkpoint.read(ACTOR, in -> resumed(() -> training.actor.resume(readActor(training, in))));
    return seconds;
  }

  private interface Resumption {
    void run() throws IOException;
  }

  /** Bytes that are whole but impossible are a broken checkpoint too. */
  private static boolean resumed(Resumption resumption) throws IOException {
    try {
      resumption.run();
      return true;
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static byte[] json(HyperParameters settings) {
    return JSON.writeValueAsString(settings).getBytes(StandardCharsets.UTF_8);
  }

  private static void writeCounters(Training training, double seconds, DataOutput out)
      throws IOException {
    out.writeLong(training.frames);
    out.writeLong(training.updates);
    out.writeDouble(seconds);
    out.writeDouble(training.lossSum);
    out.writeLong(training.losses);
    for (boolean start : training.starts) {
      out.writeBoolean(start);
    }
  }

  private static double readCounters(Training training, DataInput in) throws IOException {
    training.frames = in.readLong();
    training.updates = in.readLong();
    double seconds = in.readDouble();
    training.lossSum = in.readDouble();
    training.losses = in.readLong();
    for (int i = 0; i < training.starts.length; i++) {
      training.starts[i] = in.readBoolean();
    }
    return seconds;
  }

  private static void writeRandom(Training training, DataOutput out) throws IOException {
    out.writeLong(training.exploration.state());
    out.writeLong(training.sampling.state());
  }

  private static boolean readRandom(Training training, DataInput in) throws IOException {
    training.exploration.resume(in.readLong());
    training.sampling.resume(in.readLong());
    return true;
  }

  private static void writeActor(List<byte[]> state, DataOutput out) throws IOException {
    out.writeInt(state.size());
    for (byte[] one : state) {
      bytes(one, out);
    }
  }

  private static List<byte[]> readActor(Training training, DataInput in) throws IOException {
    int count = in.readInt();
    if (count != 0 && count != training.settings.environments()) {
      throw new IOException("the actor has " + count + " sessions");
    }
    List<byte[]> state = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      state.add(bytes(in));
    }
    return state;
  }

  private static void writeDoubles(double[] values, DataOutput out) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  private static double[] readDoubles(DataInput in, int count) throws IOException {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static void bytes(byte[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    out.write(values);
  }

  private static byte[] bytes(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a section claims " + length + " bytes");
    }
    byte[] values = new byte[length];
    in.readFully(values);
    return values;
  }
}
