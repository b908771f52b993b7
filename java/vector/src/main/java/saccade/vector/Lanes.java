package saccade.vector;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector width of this process: the widest that the CPU has, or what the property {@code
 * saccade.vector.bits} says. A constant, because the compiler makes vector instructions only of
 * species that it knows when it compiles. For the same reason no method here returns a vector: if
 * the compiler once leaves such a method uncopied into its caller, each result is an object.
 */
final class Lanes {
  /** Floats of one vector. */
  static final VectorSpecies<Float> FLOATS = species();

  /** Ints of one vector, as many as floats. */
  static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

  /** Bytes: one vector, all lanes. */
  static final VectorSpecies<Byte> BYTES = FLOATS.withLanes(byte.class);

  /** Shorts: one vector, twice as many lanes as floats. */
  static final VectorSpecies<Short> SHORTS = FLOATS.withLanes(short.class);

  /** As many shorts as a vector has floats. */
  static final VectorSpecies<Short> HALF_SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  /** As many bytes as a vector has shorts. */
  static final VectorSpecies<Byte> HALF =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

  /** Lanes of a vector of floats. */
  static final int N = FLOATS.length();

  /** At least as many bytes as a vector has floats; the narrowest species has twice as many. */
  static final VectorSpecies<Byte> QUARTER =
      N == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  /** Bytes that loading {@link #QUARTER} may read behind its last lane. */
  static final int SLACK = QUARTER.length() - N;

  /** Adding and subtracting it rounds to the nearest even integer below 2^22 (contract, law 8). */
  static final float ROUNDER = 12582912f;

  private Lanes() {}

  private static VectorSpecies<Float> species() {
    int bits = Integer.getInteger(Width.PROPERTY, 0);
    int preferred = FloatVector.SPECIES_PREFERRED.vectorBitSize();
    return bits == 0
        ? VectorSpecies.of(float.class, VectorShape.forBitSize(Math.min(preferred, Width.WIDEST)))
        : VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /** The next multiple of the lanes. */
  static int padded(int n) {
    return (n + N - 1) / N * N;
  }
}
