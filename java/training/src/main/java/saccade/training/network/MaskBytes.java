package saccade.training.network;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The binary form of a {@link Mask}; {@link Mask#toBytes} says what it is. */
final class MaskBytes {
  private static final int MARK = 'S' << 24 | 'M' << 16 | 'S' << 8 | 'K';
  private static final int HEADER = 2 * Integer.BYTES;

  private MaskBytes() {}

  static byte[] write(Mask mask) {
    int length = HEADER;
    for (int i = 0; i < mask.layers(); i++) {
      length = Math.addExact(length, Integer.BYTES + bytes(mask.size(i)));
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).putInt(MARK).putInt(mask.layers());
    for (int i = 0; i < mask.layers(); i++) {
      byte[] bits = mask.survivors(i).toByteArray();
      buffer.putInt(mask.size(i)).put(Arrays.copyOf(bits, bytes(mask.size(i))));
    }
    return buffer.array();
  }

  static Mask read(Architecture architecture, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < HEADER || buffer.getInt() != MARK) {
      throw new IllegalArgumentException(
          "%d bytes do not begin as a mask does; give what toBytes wrote".formatted(bytes.length));
    }
    int layers = buffer.getInt();
    if (layers != architecture.layers().size()) {
      throw new IllegalArgumentException(
          "the mask says that it has %d layers; give one for the %d of %s"
              .formatted(layers, architecture.layers().size(), architecture.name()));
    }
    int[] sizes = new int[layers];
    List<BitSet> kept = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      sizes[i] = architecture.weights(i);
      kept.add(readLayer(buffer, architecture.layers().get(i).name(), sizes[i]));
    }
    if (buffer.hasRemaining()) {
      throw new IllegalArgumentException(
          "%d bytes follow the mask; give the mask alone".formatted(buffer.remaining()));
    }
    return new Mask(sizes, kept);
  }

  private static BitSet readLayer(ByteBuffer buffer, String layer, int size) {
    long wanted = (long) Integer.BYTES + bytes(size);
    if (buffer.remaining() < wanted) {
      throw new IllegalArgumentException(
          "the mask ends %d bytes early in layer %s; give all of it"
              .formatted(wanted - buffer.remaining(), layer));
    }
    int said = buffer.getInt();
    if (said != size) {
      throw new IllegalArgumentException(
          "layer %s has %d weights in the mask; give one for %d".formatted(layer, said, size));
    }
    BitSet bits = BitSet.valueOf(buffer.slice().limit(bytes(size)));
    if (bits.length() > size) {
      throw new IllegalArgumentException(
          "layer %s keeps weight %d of %d; give a mask that keeps existing ones"
              .formatted(layer, bits.length() - 1, size));
    }
    buffer.position(buffer.position() + bytes(size));
    return bits;
  }

  private static int bytes(int weights) {
    return weights / Byte.SIZE + (weights % Byte.SIZE == 0 ? 0 : 1);
  }
}
