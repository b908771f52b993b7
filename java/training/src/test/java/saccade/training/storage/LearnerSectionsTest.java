package saccade.training.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import saccade.training.learner.LearnerState;
import saccade.training.network.Architecture;
import saccade.training.network.Mask;
import saccade.training.network.Parameters;

class LearnerSectionsTest {
  private static final Architecture MINATAR = Architecture.minatar(4, 6);

  @TempDir private Path folder;

  /** Any bits: NaNs with payloads, infinities, negative zeros. */
  private static Parameters anyBits(Architecture architecture, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Parameters drawn = Parameters.zeros(architecture);
    for (int layer = 0; layer < drawn.layers(); layer++) {
      for (int i = 0; i < drawn.weights(layer).length; i++) {
        drawn.weights(layer)[i] = Float.intBitsToFloat(random.nextInt());
      }
      drawn.bias(layer)[0] = -0f;
      drawn.bias(layer)[1] = Float.intBitsToFloat(0x7fc01234);
      drawn.bias(layer)[2] = Float.MIN_VALUE;
    }
    return drawn;
  }

  private static void assertBits(Parameters expected, Parameters read) {
    for (int layer = 0; layer < expected.layers(); layer++) {
      assertBits(expected.weights(layer), read.weights(layer));
      assertBits(expected.bias(layer), read.bias(layer));
    }
  }

  private static void assertBits(float[] expected, float[] read) {
    assertEquals(expected.length, read.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(Float.floatToRawIntBits(expected[i]), Float.floatToRawIntBits(read[i]));
    }
  }

  private <T> T roundTrip(SectionWriter writer, SectionReader<T> reader) throws IOException {
    Path file = folder.resolve("checkpoint");
    CheckpointFile.write(file, Map.of("section", writer));
    try (Checkpoint checkpoint = CheckpointFile.open(file)) {
      return checkpoint.read("section", reader);
    }
  }

  @Test
  void stateKeepsEveryBit() throws IOException {
    LearnerState state =
        new LearnerState(
            1L << 40,
            anyBits(MINATAR, 1),
            anyBits(MINATAR, 2),
            List.of(anyBits(MINATAR, 3), anyBits(MINATAR, 4)));
    LearnerState read =
        roundTrip(
            out -> LearnerSections.write(state, out), in -> LearnerSections.readState(MINATAR, in));
    assertEquals(1L << 40, read.updates());
    assertBits(state.online(), read.online());
    assertBits(state.target(), read.target());
    assertEquals(2, read.moments().size());
    assertBits(state.moments().get(0), read.moments().get(0));
    assertBits(state.moments().get(1), read.moments().get(1));
  }

  @Test
  void masks() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    int[] sizes = new int[MINATAR.layers().size()];
    List<BitSet> kept = new java.util.ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = MINATAR.weights(i);
      BitSet set = new BitSet();
      for (int w = 0; w < sizes[i]; w++) {
        set.set(w, i != 1 && random.nextInt(5) == 0);
      }
      kept.add(set);
    }
    for (Mask mask : List.of(new Mask(sizes, kept), Mask.full(MINATAR))) {
      Mask read =
          roundTrip(
              out -> LearnerSections.write(mask, out), in -> LearnerSections.readMask(MINATAR, in));
      assertEquals(mask, read);
      assertEquals(mask.size(2), read.size(2));
    }
  }

  @Test
  void otherArchitecturesAreRefused() {
    Parameters parameters = Parameters.initial(MINATAR, 1);
    SectionWriter writer = out -> LearnerSections.write(parameters, out);
    for (Architecture other : List.of(Architecture.minatar(4, 5), Architecture.table1(6))) {
      SectionReader<Parameters> reader = in -> LearnerSections.readParameters(other, in);
      String message =
          assertThrows(CheckpointException.class, () -> roundTrip(writer, reader)).getMessage();
      assertTrue(message.contains("go on with the network it was written for"), message);
      SectionWriter mask = out -> LearnerSections.write(Mask.full(MINATAR), out);
      SectionReader<Mask> masks = in -> LearnerSections.readMask(other, in);
      assertThrows(CheckpointException.class, () -> roundTrip(mask, masks));
    }
  }

  @Test
  void absurdStatesAreRefused() {
    Parameters p = Parameters.initial(MINATAR, 1);
    SectionReader<LearnerState> reader = in -> LearnerSections.readState(MINATAR, in);
    for (int moments : new int[] {-1, 9, Integer.MAX_VALUE}) {
      SectionWriter writer =
          out -> {
            out.writeLong(0);
            LearnerSections.write(p, out);
            LearnerSections.write(p, out);
            out.writeInt(moments);
          };
      assertThrows(CheckpointException.class, () -> roundTrip(writer, reader));
    }
    SectionWriter beyond =
        out -> {
          LearnerSections.write(Mask.full(MINATAR), out);
          out.writeInt(1);
        };
    assertThrows(
        CheckpointException.class,
        () -> roundTrip(beyond, in -> LearnerSections.readMask(MINATAR, in)));
    assertThrows(
        CheckpointException.class, () -> roundTrip(out -> out.writeInt(3), DataInput::readLong));
  }
}
