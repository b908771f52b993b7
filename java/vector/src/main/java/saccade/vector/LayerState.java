package saccade.vector;

import java.nio.FloatBuffer;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;
import saccade.model.ActivationGrid;
import saccade.model.Shape;

/**
 * One weighted layer of one session: accumulators, sent values and marks, each by position, padded
 * to whole vectors. Marks stand per position and group, as an event reaches all of a group's
 * channels there (contract, law 1).
 */
abstract class LayerState {
  private static final int WORD = Long.SIZE;

  final PackedLayer p;
  final float[] sent;
  final byte[] marks;

  /** f(O) of one position. */
  final float[] x;

  final @Nullable Points points;
  final Jobs jobs;
  private final Emission emission;
  private final byte[] ignored;

  /** False if no position is marked. */
  private boolean mayBeMarked;

  LayerState(PackedLayer p, int[] emissionCosts) {
    this.p = p;
    sent = new float[p.positions * p.stride];
    marks = new byte[(p.positions * p.groups + WORD - 1) / WORD * WORD];
    ignored = new byte[marks.length];
    x = new float[p.stride];
    ActivationGrid grid = p.quantized == null ? null : p.quantized.grid();
    points =
        p.quantized == null || grid == null
            ? null
            : new Points(p.quantized.requantiser(), grid, p.stride);
    jobs = new Jobs(p);
    emission = new Emission(p, emissionCosts);
  }

  /** O := O + W * d for all events; sets marks where they reach. Returns what it multiplied. */
  abstract long take(EventList in, byte[] reached);

  /**
   * O := O + W * d for the changes of a plane whose input channels start at {@code channel}; marks
   * what they reach.
   */
  abstract void takePixels(PixelMeetings changes, PixelReach reach, int channel);

  /** O := b everywhere. */
  abstract void startFromBias();

  /** O := b + W * what lies in the planes. Marks stay. Returns what it multiplied. */
  abstract long direct(DenseConv kernel, DenseScratch scratch);

  /** f(O) of a position into {@link #x}; in EXACT grid points. */
  abstract void activate(int at);

  abstract double accumulator(int at);

  /** O := value, of a saved state. */
  abstract void setAccumulator(int at, float value);

  /** y of a neuron of the last layer. */
  abstract float output(int at, int channel);

  abstract void copyAccumulators(LayerState from);

  /** Takes a step's events and marks what they reach. */
  final long accumulate(EventList in) {
    mayBeMarked |= in.size > 0;
    return take(in, marks);
  }

  /** Called where marks are set by others. */
  final void marked() {
    mayBeMarked = true;
  }

  /** O := b + W * all of it: events that start from zero. Marks stay. */
  final long accumulateFromBias(EventList all) {
    startFromBias();
    return take(all, ignored);
  }

  /** Algorithm 1, once for each marked neuron, positions ascending. */
  final void testMarked(Gate gate, EventList out) {
    out.clear();
    for (int base = 0; base < marks.length && mayBeMarked; base += WORD) {
      long word = wordOfMarks(base);
      if (word != 0) {
        testWord(base, word, gate, out);
      }
    }
    mayBeMarked = false;
    finishTests(out);
  }

  /** Tests 64 places, those whose bit is set. */
  void testWord(int base, long marked, Gate gate, EventList out) {
    for (long word = marked; word != 0; word &= word - 1) {
      test(base + Long.numberOfTrailingZeros(word), gate, out);
    }
    emission.flush(out); // so early that its ints cannot overflow
  }

  /** Called when all that are marked have been tested. */
  void finishTests(EventList out) {}

  /** The marks of 64 places, which it clears. */
  private long wordOfMarks(int base) {
    long word = 0;
    for (int i = 0; i < WORD; i += Lanes.BYTES.length()) {
      ByteVector m = ByteVector.fromArray(Lanes.BYTES, marks, base + i);
      word |= m.compare(VectorOperators.NE, 0).toLong() << i;
    }
    if (word != 0) {
      Arrays.fill(marks, base, base + WORD, (byte) 0);
    }
    return word;
  }

  private void test(int mark, Gate gate, EventList out) {
    int position = p.groups == 1 ? mark : mark / p.groups;
    activate(position * p.stride);
    if (p.groups == 1) {
      emission.all(this, position, gate, out);
    } else {
      emission.group(this, mark, gate, out);
    }
  }

  /** sent := f(O) for every neuron. */
  final void sendAll() {
    for (int i = 0; i < p.positions; i++) {
      activate(i * p.stride);
      System.arraycopy(x, 0, sent, i * p.stride, p.channels);
    }
  }

  /** Every sent value that is not 0, as events from zero; also zeros if {@code all}. */
  final void sentAsEvents(EventList out, boolean all) {
    out.clear();
    for (int i = 0; i < p.positions; i++) {
      for (int c = 0; c < p.channels; c++) {
        float value = sent[i * p.stride + c];
        if (all || value != 0) {
          out.add(c, value);
        }
      }
      out.close(i);
    }
  }

  final void output(FloatBuffer y) {
    Shape shape = p.placed.output();
    for (int j = 0; j < shape.size(); j++) {
      y.put(shape.modelIndex(j), output(at(j), j % p.channels));
    }
  }

  /** Where neuron j, numbered (y, x, c), lives. */
  final int at(int j) {
    return j / p.channels * p.stride + j % p.channels;
  }

  final void copyState(LayerState from) {
    System.arraycopy(from.sent, 0, sent, 0, sent.length);
    copyAccumulators(from);
  }

  final void markAll() {
    mayBeMarked = true;
    Arrays.fill(marks, 0, p.positions * p.groups, (byte) 1);
  }

  final void clearMarks() {
    Arrays.fill(marks, (byte) 0);
    emission.clear();
  }

  /** Sent values and marks in the model's order. */
  final void save(float[] sentTarget, boolean[] markTarget) {
    Shape shape = p.placed.output();
    int groupSize = p.channels / p.groups;
    for (int j = 0; j < shape.size(); j++) {
      sentTarget[shape.modelIndex(j)] = sent[at(j)];
      markTarget[shape.modelIndex(j)] = marks[j / groupSize] != 0;
    }
  }

  /** Takes over what {@link #save} gave; one marked neuron marks its group. */
  final void load(float[] sentSource, boolean[] markSource) {
    Shape shape = p.placed.output();
    int groupSize = p.channels / p.groups;
    clearMarks();
    mayBeMarked = true;
    for (int j = 0; j < shape.size(); j++) {
      sent[at(j)] = sentSource[shape.modelIndex(j)];
      if (markSource[shape.modelIndex(j)]) {
        marks[j / groupSize] = 1;
      }
    }
  }

  /** Bytes of scratch. */
  long scratchBytes() {
    return ignored.length + (long) x.length * Float.BYTES + Jobs.bytes(p);
  }

  /** Bytes of O, sent values and marks. */
  final long stateBytes() {
    return (sent.length + (long) p.room() * p.stride) * Float.BYTES + marks.length;
  }
}
