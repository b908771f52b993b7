package saccade.vector;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import saccade.engine.PlanInfo;
import saccade.model.Fill;
import saccade.model.ImageStack;
import saccade.model.PlaneOrder;

/**
 * A stack of gray images. Planes are kept by age, and a step hands them on by reference: what
 * changed in a plane is what changed one step ago in the next newer one, so only the newest is ever
 * compared (contract, law 9).
 */
final class ImageInput implements InputState {
  private final Propagation propagation;
  private final @Nullable PixelReach reach;
  private final @Nullable PixelSort sort;
  private final boolean lists;
  private final int crossover;
  private final int soon;
  private final boolean repeat;
  private final PlaneOrder order;
  private final int frameChannels;
  private final int frameSize;
  private final int area;
  private final int channels;
  private final int[] cost;
  private final byte[][] plane;
  private final PixelList[] change;
  private final FrameDifferences differences;
  private final long[] changed;
  private final float[] delta;
  private final double perChannels;
  private byte[] incoming;
  private boolean handsOn;

  /**
   * An empty stack.
   *
   * @param lists false if nobody asks what changed
   */
  ImageInput(PlanInfo plan, PackedLayer first, boolean lists) {
    this.lists = lists;
    ImageStack stack = (ImageStack) plan.network().input();
    propagation = new Propagation(plan);
    reach = propagation.isIdentity() ? first.pixels : null;
    sort = reach == null ? null : new PixelSort(first, reach);
    crossover = plan.options().crossovers().at(1);
    soon = crossover / stack.planes();
    repeat = plan.options().fill() == Fill.REPEAT;
    order = plan.options().planeOrder();
    frameChannels = stack.channels();
    frameSize = stack.frameSize();
    differences = new FrameDifferences(frameSize);
    area = stack.height() * stack.width();
    channels = stack.planes() * frameChannels;
    cost = first.costs;
    plane = new byte[stack.planes()][padded()];
    change = new PixelList[stack.planes()];
    Arrays.setAll(change, age -> new PixelList(frameSize, meetings()));
    incoming = new byte[padded()];
    changed = new long[(channels * area + Long.SIZE - 1) / Long.SIZE];
    delta = new float[channels * area];
    perChannels = 1.0 / channels;
    clear();
  }

  private @Nullable PixelMeetings meetings() {
    return reach == null ? null : new PixelMeetings(reach, frameSize, plane.length, frameChannels);
  }

  /** Whole words, and one more, which a dense kernel may read; behind the frame stand zeros. */
  private int padded() {
    return (frameSize + Long.SIZE - 1) / Long.SIZE * Long.SIZE + Long.SIZE;
  }

  @Override
  public void testAll(ByteBuffer observation, InputGate gate) {
    for (int age = 0; age < plane.length; age++) {
      observation.get(order.plane(age, plane.length) * frameSize, incoming, 0, frameSize);
      change[age].clear();
      diff(plane[age], incoming, gate.grayLevels(), crossover, change[age]);
      apply(change[age], incoming, plane[age]);
      dropWithoutEffect(age);
    }
    handsOn = false;
  }

  @Override
  public void shiftIn(ByteBuffer frame, boolean first, InputGate gate) {
    if (first && repeat) {
      frame.get(0, incoming, 0, frameSize);
      fill(gate.grayLevels());
    } else {
      handOn();
      test(frame, gate.grayLevels());
    }
    if (!propagation.isIdentity()) {
      for (int age = 0; age < plane.length; age++) {
        dropWithoutEffect(age);
      }
    }
  }

  /** The first frame of an episode stands for those that never were. */
  private void fill(int least) {
    for (int age = 0; age < plane.length; age++) {
      change[age].clear();
      byte[] after = age == 0 ? incoming : plane[0];
      diff(plane[age], after, age == 0 ? least : 1, crossover, change[age]);
      apply(change[age], after, plane[age]);
    }
    handsOn = false;
  }

  /** Planes and their changes become one step older; place 0 holds the oldest's arrays now. */
  private void handOn() {
    int last = plane.length - 1;
    for (int age = last; age > 0 && !handsOn; age--) {
      change[age - 1].clear();
      diff(plane[age], plane[age - 1], 1, soon, change[age - 1]);
    }
    byte[] oldest = plane[last];
    PixelList old = change[last];
    for (int age = last; age > 0; age--) {
      plane[age] = plane[age - 1];
      change[age] = change[age - 1];
    }
    plane[0] = oldest;
    change[0] = old;
    handsOn = propagation.isIdentity();
  }

  private void test(ByteBuffer frame, int least) {
    byte[] before = plane[plane.length == 1 ? 0 : 1];
    change[0].clear();
    change[0].size = differences.take(frame, incoming, before, change[0].changed);
    list(before, incoming, least, soon, change[0]);
    if (least == 1) {
      byte[] sent = incoming; // every change is sent, so the frame is what was sent
      incoming = plane[0];
      plane[0] = sent;
    } else {
      listRest(plane[0]);
      System.arraycopy(before, 0, plane[0], 0, frameSize);
      apply(change[0], incoming, plane[0]);
    }
  }

  /** Finds what changed by at least so much. */
  private void diff(byte[] before, byte[] after, int least, int most, PixelList out) {
    out.size = differences.find(before, after, out.changed);
    list(before, after, least, most, out);
  }

  /**
   * Lists what changed, if that is no more than {@code most}: the first layer may run dense as long
   * as this plane is in the stack, and then counting is enough. Where {@code most} is less than the
   * crossover, {@link #listRest} can list it later.
   */
  private void list(byte[] before, byte[] after, int least, int most, PixelList out) {
    out.isListed = lists && (sort == null || least > 1 || out.size <= most);
    if (out.isListed) {
      listNow(before, after, least, out);
    } else if (lists) {
      Objects.requireNonNull(sort).count(out);
    } else {
      out.size = 0;
    }
  }

  private void listNow(byte[] before, byte[] after, int least, PixelList out) {
    out.list(before, after, least);
    if (sort != null) {
      sort.meet(out);
    }
  }

  /**
   * Lists what was only counted. What was there before a plane is the next older one.
   *
   * @param gone what the oldest plane took the place of
   */
  private void listRest(byte[] gone) {
    for (int age = 0; age < plane.length && lists; age++) {
      if (!change[age].isListed) {
        byte[] before = age + 1 < plane.length ? plane[age + 1] : gone;
        listNow(before, plane[age], 1, change[age]);
        change[age].isListed = true;
      }
    }
  }

  private void apply(PixelList changes, byte[] after, byte[] plane) {
    if (!changes.isListed) {
      System.arraycopy(after, 0, plane, 0, frameSize); // all of them are sent
      return;
    }
    for (int i = 0; i < changes.size; i++) {
      plane[changes.element[i]] = (byte) changes.after(i);
    }
  }

  /** If z did not change, nothing is propagated, marked or counted (contract, law 3). */
  private void dropWithoutEffect(int age) {
    PixelList list = change[age];
    int kept = 0;
    for (int i = 0; i < list.size && !propagation.isIdentity(); i++) {
      if (delta(list, i, neuron(age, list.element[i])) != 0) {
        list.element[kept] = list.element[i];
        list.change[kept++] = list.change[i];
      }
    }
    list.size = propagation.isIdentity() ? list.size : kept;
  }

  private int channel(int age, int element) {
    return order.plane(age, plane.length) * frameChannels + element / area;
  }

  private int neuron(int age, int element) {
    return element % area * channels + channel(age, element);
  }

  private float delta(PixelList list, int i, int neuron) {
    return propagation.isIdentity()
        ? list.delta(i)
        : propagation.z(neuron, list.after(i)) - propagation.z(neuron, list.before(i));
  }

  @Override
  public int events() {
    int sum = 0;
    for (PixelList list : change) {
      sum += list.size;
    }
    return sum;
  }

  @Override
  public long counted() {
    long sum = 0;
    for (int age = 0; age < plane.length; age++) {
      PixelList list = change[age];
      if (list.meetings != null) { // which know it even of changes that are not listed
        sum += list.meetings.counted(order.plane(age, plane.length));
      } else {
        for (int i = 0; i < list.size; i++) {
          sum += cost[neuron(age, list.element[i])];
        }
      }
    }
    return sum;
  }

  /** Bits bring the changes of all planes into the canonical order, (y, x, c) ascending. */
  @Override
  public void list(EventList out) {
    out.clear();
    for (int age = 0; age < plane.length; age++) {
      PixelList list = change[age];
      for (int i = 0; i < list.size; i++) {
        int neuron = neuron(age, list.element[i]);
        changed[neuron >> 6] |= 1L << neuron;
        delta[neuron] = delta(list, i, neuron);
      }
    }
    int position = -1;
    for (int w = 0; w < changed.length; w++) {
      long word = changed[w];
      changed[w] = 0;
      while (word != 0) {
        int neuron = (w << 6) + Long.numberOfTrailingZeros(word);
        word &= word - 1;
        int at = (int) ((neuron + 0.5) * perChannels);
        if (at != position) {
          out.close(position);
          position = at;
        }
        out.add(neuron - at * channels, delta[neuron]);
        out.counted += cost[neuron];
      }
    }
    out.close(position);
  }

  @Override
  public boolean takesItself() {
    return reach != null;
  }

  @Override
  public long takeInto(LayerState layer) {
    listRest(incoming); // a test that sends all changes left the oldest plane there
    PixelReach meets = Objects.requireNonNull(reach);
    for (int age = 0; age < plane.length; age++) {
      PixelMeetings changes = Objects.requireNonNull(change[age].meetings);
      layer.takePixels(changes, meets, order.plane(age, plane.length) * frameChannels);
    }
    return 4L * events() * layer.p.stride;
  }

  @Override
  public boolean glitch() {
    return false; // no gray level is one
  }

  @Override
  public void sentAsEvents(EventList out, boolean all) {
    out.clear();
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        float z = propagation.z(i * channels + c, raw(i * channels + c));
        if (all || z != 0) {
          out.add(c, z);
        }
      }
      out.close(i);
    }
  }

  @Override
  public void sentAsPlanes(DenseConv kernel, DenseScratch scratch) {
    if (propagation.isIdentity()) {
      for (int age = 0; age < plane.length; age++) {
        for (int c = 0; c < frameChannels; c++) {
          kernel.fill(plane[age], c * area, channel(age, c * area), scratch);
        }
      }
    } else {
      kernel.fill(neuron -> propagation.z(neuron, raw(neuron)), scratch);
    }
  }

  @Override
  public float raw(int neuron) {
    int c = neuron % channels;
    int age = order.plane(c / frameChannels, plane.length); // its own inverse
    return plane[age][c % frameChannels * area + neuron / channels] & 0xff;
  }

  @Override
  public void restore(int neuron, float value) {
    int c = neuron % channels;
    int age = order.plane(c / frameChannels, plane.length);
    plane[age][c % frameChannels * area + neuron / channels] = (byte) (int) value;
  }

  /** What a step that failed halfway left. */
  private void forget() {
    Arrays.fill(changed, 0);
    if (sort != null) {
      sort.clear();
    }
  }

  @Override
  public void clear() {
    forget();
    for (int age = 0; age < plane.length; age++) {
      Arrays.fill(plane[age], (byte) 0);
      change[age].clear();
    }
    handsOn = propagation.isIdentity();
  }

  @Override
  public long scratchBytes() {
    long bytes = incoming.length + 8L * changed.length + 4L * delta.length;
    for (PixelList list : change) {
      bytes += list.bytes();
    }
    return bytes + (sort == null ? 0 : sort.bytes());
  }

  @Override
  public void restored() {
    forget();
    for (PixelList list : change) {
      list.clear();
    }
    handsOn = false;
  }
}
