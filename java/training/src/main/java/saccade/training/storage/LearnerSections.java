package saccade.training.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import saccade.training.learner.LearnerState;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

/**
 * What is learned as sections of a checkpoint, every bit kept. Readers take the architecture that
 * is expected and refuse another one before they allocate for it.
 */
public final class LearnerSections {
  private static final int MAX_MOMENTS = 8;
  private static final int FLOATS = 4096;

  private LearnerSections() {}

  /** Writes a learner's state. */
  public static void write(LearnerState state, DataOutput out) throws IOException {
    out.writeLong(state.updates());
    write(state.online(), out);
    write(state.target(), out);
    out.writeInt(state.moments().size());
    for (Parameters moment : state.moments()) {
      write(moment, out);
    }
  }

  /**
   * Reads a learner's state.
   *
   * @throws IOException if it is one of another architecture
   */
  public static LearnerState readState(Architecture architecture, DataInput in) throws IOException {
    long updates = in.readLong();
    Parameters online = readParameters(architecture, in);
    Parameters target = readParameters(architecture, in);
    int count = in.readInt();
    if (updates < 0 || count < 0 || count > MAX_MOMENTS) {
      throw new IOException(
          "a state of %d updates with %d moments cannot be; use one that a learner gave"
              .formatted(updates, count));
    }
    List<Parameters> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(readParameters(architecture, in));
    }
    return new LearnerState(updates, online, target, moments);
  }

  /** Writes parameters. */
  public static void write(Parameters parameters, DataOutput out) throws IOException {
    out.writeInt(parameters.layers());
    byte[] buffer = new byte[FLOATS * Float.BYTES];
    for (int i = 0; i < parameters.layers(); i++) {
      write(parameters.weights(i), buffer, out);
      write(parameters.bias(i), buffer, out);
    }
  }

  private static void write(float[] values, byte[] buffer, DataOutput out) throws IOException {
    out.writeInt(values.length);
    ByteBuffer words = ByteBuffer.wrap(buffer);
    for (int at = 0; at < values.length; at += FLOATS) {
      words.clear();
      for (int i = at; i < Math.min(values.length, at + FLOATS); i++) {
        words.putInt(Float.floatToRawIntBits(values[i]));
      }
      out.write(buffer, 0, words.position());
    }
  }

  /**
   * Reads parameters.
   *
   * @throws IOException if they are those of another architecture
   */
  public static Parameters readParameters(Architecture architecture, DataInput in)
      throws IOException {
    requireLayers(architecture, in.readInt());
    Parameters read = Parameters.zeros(architecture);
    byte[] buffer = new byte[FLOATS * Float.BYTES];
    for (int i = 0; i < read.layers(); i++) {
      read(read.weights(i), buffer, in);
      read(read.bias(i), buffer, in);
    }
    return read;
  }

  private static void requireLayers(Architecture architecture, int layers) throws IOException {
    if (layers != architecture.layers().size()) {
      throw new IOException(
          "it has %d layers, but network %s has %d; go on with the network it was written for"
              .formatted(layers, architecture.name(), architecture.layers().size()));
    }
  }

  private static void requireLength(int there, int here) throws IOException {
    if (there != here) {
      throw new IOException(
          "it has a layer of %d values where the network has %d; go on with the network it was written for"
              .formatted(there, here));
    }
  }

  private static void read(float[] values, byte[] buffer, DataInput in) throws IOException {
    requireLength(in.readInt(), values.length);
    ByteBuffer words = ByteBuffer.wrap(buffer);
    for (int at = 0; at < values.length; at += FLOATS) {
      int count = Math.min(FLOATS, values.length - at);
      in.readFully(buffer, 0, count * Float.BYTES);
      for (int i = 0; i < count; i++) {
        values[at + i] = Float.intBitsToFloat(words.getInt(i * Float.BYTES));
      }
    }
  }

  /** Writes a mask, one bit per weight. */
  public static void write(Mask mask, DataOutput out) throws IOException {
    out.writeInt(mask.layers());
    for (int i = 0; i < mask.layers(); i++) {
      out.writeInt(mask.size(i));
      byte[] bits = new byte[(mask.size(i) + Byte.SIZE - 1) / Byte.SIZE];
      byte[] set = mask.survivors(i).toByteArray();
      System.arraycopy(set, 0, bits, 0, set.length);
      out.write(bits);
    }
  }

  /**
   * Reads a mask.
   *
   * @throws IOException if it is one of another architecture
   */
  public static Mask readMask(Architecture architecture, DataInput in) throws IOException {
    requireLayers(architecture, in.readInt());
    int[] sizes = new int[architecture.layers().size()];
    List<BitSet> kept = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = in.readInt();
      requireLength(sizes[i], architecture.weights(i));
      byte[] bits = new byte[(sizes[i] + Byte.SIZE - 1) / Byte.SIZE];
      in.readFully(bits);
      kept.add(BitSet.valueOf(bits));
    }
    return new Mask(sizes, kept);
  }
}
