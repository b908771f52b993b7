package saccade.verify.generator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import saccade.engine.InputLimits;
import saccade.engine.Mode;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionClosedException;
import saccade.engine.Snapshot;
import saccade.model.ImageStack;
import saccade.model.Input;
import saccade.model.Network;
import saccade.model.QuantizedNetwork;
import saccade.model.Thresholds;

/** Calls that must be refused, each with nothing touched (contract, law 11). */
final class BadCalls {
  private final Stage stage;
  private final Draw draw;
  private final Input input;
  private final Session session;

  BadCalls(Stage stage, Draw draw, Session session) {
    this.stage = stage;
    this.draw = draw;
    this.session = session;
    input = stage.network().input();
  }

  /** One of all refusals. */
  void any(byte[] frame) {
    switch (draw.below(6)) {
      case 0 -> poison(frame);
      case 1 -> wrongLength();
      case 2 -> wrongOverload();
      case 3 -> wrongArguments();
      case 4 -> damagedSnapshot();
      default -> foreignSnapshot();
    }
  }

  /** NaN, infinities and values just beyond the limit, in every call that takes an observation. */
  void poison(byte[] frame) {
    if (input instanceof ImageStack) {
      return;
    }
    InputLimits limits = stage.plan.info().inputLimits();
    boolean whole = draw.oneIn(2);
    float[] values = Observations.values(input, frame);
    if (whole) {
      values = new float[input.shape().size()];
    }
    int i = draw.below(values.length);
    float limit = limits.limit(i % input.frameSize());
    values[i] =
        draw.pick(Float.NaN, 1f, -1f) * draw.pick(Float.POSITIVE_INFINITY, Math.nextUp(limit));
    float[] poisoned = values;
    byte[] bytes = Observations.bytes(input, poisoned);
    float[] y = new float[session.output().capacity()];
    int call = draw.below(3);
    if (whole) {
      session.observation().put(0, bytes);
      refused("poison", () -> bufferOrArray(call, poisoned, y));
    } else {
      session.frame().put(0, bytes);
      refused(
          "poison",
          () -> {
            if (call == 0) {
              session.stepFrame();
            } else {
              session.stepFrame(poisoned, y);
            }
          });
    }
  }

  private void bufferOrArray(int call, float[] poisoned, float[] y) {
    switch (call) {
      case 0 -> session.step();
      case 1 -> session.step(poisoned, y);
      default -> {
        if (draw.oneIn(2)) {
          session.resync();
        } else {
          session.resync(poisoned);
        }
      }
    }
  }

  private void wrongLength() {
    int more = draw.pick(-1, 1);
    int outputs = session.output().capacity();
    boolean wrongY = draw.oneIn(3);
    boolean whole = draw.oneIn(2);
    int right = whole ? input.shape().size() : input.frameSize();
    int size = wrongY ? right : right + more;
    float[] y = new float[wrongY ? outputs + more : outputs];
    boolean image = input instanceof ImageStack;
    refused(
        "a wrong length",
        () -> {
          if (whole && image) {
            session.step(new byte[size], y);
          } else if (whole) {
            session.step(new float[size], y);
          } else if (image) {
            session.stepFrame(new byte[size], y);
          } else {
            session.stepFrame(new float[size], y);
          }
        });
  }

  private void wrongOverload() {
    float[] y = new float[session.output().capacity()];
    int size = draw.oneIn(2) ? input.shape().size() : input.shape().size() * Float.BYTES;
    int call = draw.below(3);
    boolean image = input instanceof ImageStack;
    refused(
        "the overload of the other kind",
        () -> {
          switch (call) {
            case 0 -> {
              if (image) {
                session.step(new float[size], y);
              } else {
                session.step(new byte[size], y);
              }
            }
            case 1 -> {
              if (image) {
                session.stepFrame(new float[size], y);
              } else {
                session.stepFrame(new byte[size], y);
              }
            }
            default -> {
              if (image) {
                session.resync(new float[size]);
              } else {
                session.resync(new byte[size]);
              }
            }
          }
        });
  }

  private void wrongArguments() {
    int depth = stage.network().depth();
    switch (draw.below(4)) {
      case 0 ->
          refused(
              "too many thresholds",
              () -> session.setThresholds(Thresholds.of(new float[depth + 2])));
      case 1 ->
          refused(
              "thresholds of another frame",
              () ->
                  session.setThresholds(
                      Thresholds.of(new float[depth]).withInput(new float[input.frameSize() + 1])));
      case 2 -> refused("a layer too far", () -> session.readSent(depth, new double[1]));
      default ->
          refused(
              "a target too short",
              () -> session.readAccumulators(depth, new double[stage.network().outputSize() + 1]));
    }
  }

  /** Every flipped bit and every lost byte is noticed. */
  private void damagedSnapshot() {
    byte[] bytes = session.snapshot().toBytes();
    byte[] damaged = draw.oneIn(2) ? Arrays.copyOf(bytes, draw.below(bytes.length)) : bytes.clone();
    if (damaged.length == bytes.length) {
      damaged[draw.below(damaged.length)] ^= (byte) (1 << draw.below(8));
    }
    refused("a damaged snapshot", () -> session.restore(Snapshot.of(damaged)));
  }

  /** Of the other mode, of another network, or with a value that no grid point is. */
  private void foreignSnapshot() {
    switch (draw.below(4)) {
      case 0 -> refused("a snapshot of the other mode", () -> session.restore(ofOtherMode()));
      case 1 -> refused("a snapshot of another network", () -> session.restore(ofOtherNetwork()));
      case 2 -> refused("a snapshot of a neighbour", () -> session.restore(ofNeighbour()));
      default -> refused("a forged snapshot", () -> session.restore(forged()));
    }
  }

  private Snapshot ofOtherMode() {
    QuantizedNetwork grids = stage.made.grids();
    if (stage.mode == Mode.FLOAT32 && grids == null) {
      return ofOtherNetwork();
    }
    Mode other = stage.mode == Mode.EXACT ? Mode.FLOAT32 : Mode.EXACT;
    return stage.inMode(other).open().snapshot();
  }

  private Snapshot ofOtherNetwork() {
    CaseId simple =
        new CaseId(
            stage.id().seed() + 1,
            new CaseId.Limits(1, 1, 1, 0),
            Set.copyOf(java.util.EnumSet.allOf(Feature.class)),
            new TreeSet<>(),
            null);
    GeneratedCase other = new GeneratedCase(simple);
    PlanOptions options = PlanOptions.DEFAULT;
    QuantizedNetwork grids = other.grids();
    return stage.mode == Mode.EXACT && grids != null
        ? stage.backend().plan(grids, options).open().snapshot()
        : stage.backend().plan(other.network(), options).open().snapshot();
  }

  /** The same network but for one bias of its last layer. */
  private Snapshot ofNeighbour() {
    QuantizedNetwork grids = stage.made.grids();
    if (stage.mode == Mode.EXACT && grids != null) {
      return stage.backend().plan(Neighbour.of(grids), stage.made.options()).open().snapshot();
    }
    Network network = Neighbour.of(stage.plan.network());
    return stage.backend().plan(network, stage.made.options()).open().snapshot();
  }

  /** A right checksum over a last sent value of the input that is not allowed. */
  private Snapshot forged() {
    byte[] bytes = session.snapshot().toBytes();
    ByteBuffer forged = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = ForgedSnapshot.firstSentValue(forged);
    if (input instanceof ImageStack) {
      forged.putInt(at - Integer.BYTES, input.shape().size() + 1);
    } else if (stage.mode == Mode.EXACT) {
      forged.putShort(at, draw.pick(Short.MAX_VALUE, Short.MIN_VALUE));
    } else {
      forged.putFloat(at, draw.pick(Float.NaN, Float.POSITIVE_INFINITY));
    }
    return Snapshot.of(ForgedSnapshot.withChecksum(bytes));
  }

  /** The call is refused in one sentence, and state, y and counts stay as they were. */
  private void refused(String what, Runnable call) {
    Snapshot before = session.snapshot();
    float[] y = output();
    long counted = session.counts().counted() + session.counts().steps();
    @Nullable RuntimeException error = null;
    try {
      call.run();
    } catch (RuntimeException e) {
      error = e;
    }
    String check = what + " is refused";
    String said = error instanceof IllegalArgumentException ? error.getMessage() : null;
    Failure.require(
        said != null && !said.contains("\n"),
        check,
        what + " must be refused in one sentence, but gave " + error);
    Failure.require(
        session.snapshot().equals(before)
            && Arrays.equals(y, output())
            && session.counts().counted() + session.counts().steps() == counted,
        check + " and nothing is touched",
        what + " was refused, but state, y or counts are not as before");
  }

  private float[] output() {
    float[] y = new float[session.output().capacity()];
    session.output().get(0, y);
    return y;
  }

  /** Every call on a closed session says that it is closed. */
  static void afterClose(Session closed, Snapshot snapshot) {
    closed.close();
    closed.close();
    Runnable[] calls = {
      closed::step,
      closed::stepFrame,
      closed::reset,
      closed::refresh,
      closed::resync,
      closed::snapshot,
      closed::fork,
      () -> closed.restore(snapshot),
      () -> closed.setThresholds(snapshot.thresholds())
    };
    for (int i = 0; i < calls.length; i++) {
      boolean refused = false;
      try {
        calls[i].run();
      } catch (SessionClosedException e) {
        refused = true;
      }
      Failure.require(
          refused, "a call after close is refused", "call " + i + " after close was not refused");
    }
  }
}
