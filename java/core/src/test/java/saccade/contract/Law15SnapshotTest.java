package saccade.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static saccade.contract.Cases.bytes;
import static saccade.contract.Cases.layer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.contract.Cases.Case;
import saccade.engine.Backend;
import saccade.engine.Crossovers;
import saccade.engine.Mode;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.SessionClosedException;
import saccade.engine.Snapshot;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Activation;
import saccade.model.Network;
import saccade.model.Thresholds;

/** Law 15: snapshots, restore and fork. */
class Law15SnapshotTest {
  private static final String BACKENDS = "saccade.contract.Cases#backends";

  private static final Network NET =
      Cases.network(
          2,
          layer("a", Activation.RELU, 2, new float[] {1, 2, -3, 0.5f, 1, 1}, 1, 2, 0),
          layer("b", Activation.NONE, 3, new float[] {1, -1, 2}, 0));

  /** What follows a restore is what followed the snapshot: bits, counts, refreshes. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15ARestoredSessionGoesOnAsTheFirstDid(Backend backend) {
    for (Mode mode : Mode.values()) {
      for (long seed = 300; seed < 320; seed++) {
        Case c = Case.of(RandomNetwork.of(seed), PlanOptions.DEFAULT.withRefreshInterval(9));
        var frames = Cases.frames(c.network(), 40, seed);
        Thresholds t = Thresholds.uniform(c.network(), seed % 3);
        byte[] frame = new byte[c.frameSize()];
        float[] y = new float[c.network().outputSize()];
        float[] other = y.clone();
        try (Session first = c.plan(backend, mode).open(t);
            Session second = c.plan(backend, mode).open(t)) {
          for (int step = 0; step < 15; step++) {
            frames.frame(step, frame);
            first.stepFrame(frame, y);
          }
          Snapshot snapshot = Snapshot.of(first.snapshot().toBytes());
          second.stepFrame(frame, other);
          assertTrue(second.restore(snapshot));
          assertEquals(first.output(), second.output(), "y is that of the state");
          assertEquals(0, second.counts().counted());
          try (Session third = first.fork()) {
            for (int step = 15; step < 40; step++) {
              frames.frame(step, frame);
              first.stepFrame(frame, y);
              second.stepFrame(frame, other);
              third.stepFrame(frame, other);
              assertArrayEquals(y, other, mode + " seed " + seed + " step " + step);
              assertEquals(first.counts().performed(), third.counts().performed());
              assertEquals(first.counts().counted(), second.counts().counted());
            }
            assertEquals(first.snapshot(), second.snapshot());
            assertEquals(first.snapshot(), third.snapshot());
            assertEquals(t, third.thresholds());
          }
        }
      }
    }
  }

  /** The bytes of the table in ADR 0001, built by hand: any backend must write exactly these. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15TheLayoutIsCanonical(Backend backend) {
    try (Session session = backend.plan(NET, PlanOptions.DEFAULT).open(Thresholds.of(4, 0.5f))) {
      session.step(bytes(200, 2), new float[1]); // 2 stays below T = 4
      byte[] bytes = session.snapshot().toBytes();
      ByteBuffer expected = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
      expected.put("SACS".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(1);
      expected.putInt(Mode.FLOAT32.ordinal());
      expected.put(bytes, expected.position(), 32); // the digest has a test of its own
      expected.putInt(2).putInt(1).putInt(1); // crossovers
      expected.putInt(2).putFloat(4).putFloat(0.5f).putInt(0); // thresholds, none per element
      expected.putLong(1).putLong(0).put((byte) 0).put((byte) 1); // steps, offset, first, bytes
      expected.putInt(2).putInt(2).put((byte) 200).put((byte) 0);
      expected.putInt(3).putFloat(201).putFloat(0).putFloat(200);
      expected.putInt(2).putInt(3).putFloat(201).putFloat(-598).putFloat(200);
      expected.putInt(1).putFloat(201 - 0 + 400);
      expected.putInt(1).putInt(3).put((byte) 0); // marks
      CRC32C crc = new CRC32C();
      crc.update(expected.array(), 0, expected.position());
      expected.putInt((int) crc.getValue());
      assertArrayEquals(expected.array(), bytes);
      session.setThresholds(Thresholds.of(1, 1));
      assertEquals(7, session.snapshot().toBytes()[bytes.length - 5], "every neuron is marked");
    }
  }

  /** Under other thresholds every neuron is marked: what was kept back is sent in the next step. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law1RestoringUnderOtherThresholdsMarksEveryNeuron(Backend backend) {
    var plan = backend.plan(NET, PlanOptions.DEFAULT);
    try (Session coarse = plan.open(Thresholds.of(0, 1000));
        Session fine = plan.open(Thresholds.of(0, 0))) {
      coarse.step(bytes(200, 100), new float[1]);
      assertEquals(0, coarse.counts().events(2));
      fine.restore(coarse.snapshot());
      fine.step(bytes(200, 100), new float[1]);
      assertEquals(0, fine.counts().events(1), "nothing moved");
      assertTrue(fine.counts().events(2) > 0, "but hidden neurons were tested");
      coarse.restore(coarse.snapshot());
      coarse.step(bytes(200, 100), new float[1]);
      assertEquals(0, coarse.counts().events(2), "the same thresholds mark nothing");
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15OtherCrossoversAreFlaggedInFloat32Only(Backend backend) {
    Case c = Case.of(NET, PlanOptions.DEFAULT);
    PlanOptions never = PlanOptions.DEFAULT.withCrossovers(Crossovers.NEVER);
    for (Mode mode : Mode.values()) {
      try (Session a = c.plan(backend, mode).open();
          Session b = c.plan(backend, mode, never).open()) {
        assertTrue(a.restore(a.snapshot()));
        assertEquals(mode == Mode.EXACT, b.restore(a.snapshot()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15ForeignSnapshotsAreRefusedAndNothingIsTouched(Backend backend) {
    Case c = Case.of(NET, PlanOptions.DEFAULT);
    Network other =
        Cases.network(
            2,
            layer("a", Activation.RELU, 2, new float[] {1, 2, -3, 0.5f, 1, 1}, 1, 2, 0),
            layer("b", Activation.NONE, 3, new float[] {1, -1, 2.5f}, 0));
    try (Session session = c.plan(backend, Mode.FLOAT32).open();
        Session exact = c.plan(backend, Mode.EXACT).open();
        Session stranger = backend.plan(other, PlanOptions.DEFAULT).open()) {
      session.step(bytes(7, 9), new float[1]);
      byte[] before = session.snapshot().toBytes();
      assertRefused("another network", () -> session.restore(stranger.snapshot()));
      assertRefused("mode", () -> session.restore(exact.snapshot()));
      assertArrayEquals(before, session.snapshot().toBytes());
      assertNotEquals(session.snapshot(), stranger.snapshot());
      Session closed = session.fork();
      closed.close();
      assertThrows(SessionClosedException.class, closed::snapshot);
      assertThrows(SessionClosedException.class, closed::fork);
      assertThrows(SessionClosedException.class, () -> closed.restore(stranger.snapshot()));
    }
  }

  private static void assertRefused(String named, Runnable call) {
    var error = assertThrows(IllegalArgumentException.class, call::run);
    assertTrue(error.getMessage().contains(named), error.getMessage());
    assertTrue(error.getMessage().indexOf('\n') < 0, "one sentence");
  }

  /** Every cut and every flipped bit is found, most by the checksum. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void law15DamagedSnapshotsAreRefused(Mode mode) {
    Case c = Case.of(NET, PlanOptions.DEFAULT);
    try (Session session = c.plan(new ScalarBackend(), mode).open()) {
      byte[] bytes = session.snapshot().toBytes();
      assertEquals(session.snapshot(), Snapshot.of(bytes));
      for (int length = 0; length < bytes.length; length++) {
        byte[] cut = java.util.Arrays.copyOf(bytes, length);
        assertThrows(IllegalArgumentException.class, () -> Snapshot.of(cut));
      }
      for (int bit = 0; bit < bytes.length * 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        assertThrows(IllegalArgumentException.class, () -> Snapshot.of(flipped));
      }
      byte[] version = bytes.clone();
      version[4] = 2;
      assertRefused("version 2", () -> Snapshot.of(version));
    }
  }

  private static byte[] signed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length - 4);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 4, (int) crc.getValue());
    return bytes;
  }

  /** Values that only a forger writes, each behind a checksum that fits. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void law15EveryFieldIsChecked(Mode mode) {
    Case c = Case.of(NET, PlanOptions.DEFAULT);
    try (Session session = c.plan(new ScalarBackend(), mode).open(Thresholds.of(0, 0))) {
      byte[] bytes = session.snapshot().toBytes();
      int flags = 12 + 32 + 12 + 12 + 4 + 16; // header, digest, crossovers, thresholds, counts
      for (int flag = flags; flag < flags + 2; flag++) {
        byte[] two = bytes.clone();
        two[flag] = 2;
        assertRefused("a flag is 2", () -> Snapshot.of(signed(two)));
      }
      byte[] longer = java.util.Arrays.copyOf(bytes, bytes.length + 3);
      assertRefused("3 bytes are left over", () -> Snapshot.of(signed(longer)));
      if (mode == Mode.EXACT) {
        int hidden = flags + 2 + 4 + 4 + 2 + 4; // two bytes of input, then int16 points
        byte[] beyond = bytes.clone();
        ByteBuffer.wrap(beyond).order(ByteOrder.LITTLE_ENDIAN).putShort(hidden, (short) 256);
        assertRefused("outside its range", () -> session.restore(Snapshot.of(signed(beyond))));
        ByteBuffer.wrap(beyond).order(ByteOrder.LITTLE_ENDIAN).putShort(hidden, (short) 255);
        assertTrue(session.restore(Snapshot.of(signed(beyond))));
      }
    }
  }

  /** Numbers that only overflow later: refused at once. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15CountsAndInputsBeyondTheirLimitsAreRefused(Backend backend) {
    Network floats =
        FloatCases.vector(1, layer("a", Activation.NONE, 1, new float[] {0x1p100f}, 0));
    try (Session session = backend.plan(floats, PlanOptions.DEFAULT).open()) {
      byte[] bytes = session.snapshot().toBytes();
      int steps = 12 + 32 + 8 + 8 + 4; // header, digest, crossover, threshold, none per element
      for (int at = steps; at <= steps + 8; at += 8) {
        byte[] many = bytes.clone();
        ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).putLong(at, Long.MAX_VALUE);
        assertRefused("step count", () -> session.restore(Snapshot.of(signed(many))));
      }
      byte[] loud = bytes.clone();
      int input = steps + 16 + 2 + 8;
      ByteBuffer.wrap(loud).order(ByteOrder.LITTLE_ENDIAN).putFloat(input, 0x1p25f);
      assertRefused("outside its range", () -> session.restore(Snapshot.of(signed(loud))));
      ByteBuffer.wrap(loud).order(ByteOrder.LITTLE_ENDIAN).putFloat(input, 0x1p24f);
      assertTrue(session.restore(Snapshot.of(signed(loud))));
      session.refresh();
      assertTrue(Float.isFinite(session.output().get(0)));
    }
  }

  /** A backend may mark neurons singly; one of them is enough for its group to be tested. */
  @ParameterizedTest
  @MethodSource(BACKENDS)
  void law15OneMarkedNeuronIsTested(Backend backend) {
    var plan = backend.plan(NET, PlanOptions.DEFAULT);
    try (Session coarse = plan.open(Thresholds.of(0, 1000));
        Session fine = plan.open(Thresholds.of(0, 0))) {
      coarse.step(bytes(200, 100), new float[1]);
      byte[] bytes = coarse.snapshot().toBytes();
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(12 + 32 + 12 + 8, 0); // T = 0
      bytes[bytes.length - 5] = 1; // only neuron 0 is marked
      assertTrue(fine.restore(Snapshot.of(signed(bytes))));
      fine.step(bytes(200, 100), new float[1]);
      assertTrue(fine.counts().events(2) >= 1, "neuron 0 kept 401 back");
      double[] sent = new double[3];
      fine.readSent(1, sent);
      assertEquals(401, sent[0]);
    }
  }

  /** With a good checksum too: grid points beyond their grid, NaN, and lengths that lie. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void law15ForgedSnapshotsAreRefused(Mode mode) {
    Case c = Case.of(NET, PlanOptions.DEFAULT);
    try (Session session = c.plan(new ScalarBackend(), mode).open()) {
      byte[] bytes = session.snapshot().toBytes();
      byte[] before = bytes.clone();
      int forged = 0;
      for (int at = 8; at + 8 <= bytes.length; at++) {
        byte[] poison = bytes.clone();
        ByteBuffer.wrap(poison).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 0x7fc00001);
        CRC32C crc = new CRC32C();
        crc.update(poison, 0, poison.length - 4);
        ByteBuffer.wrap(poison)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(poison.length - 4, (int) crc.getValue());
        try {
          session.restore(Snapshot.of(poison));
          session.restore(Snapshot.of(before));
          forged++;
        } catch (IllegalArgumentException e) {
          assertFalse(e.getMessage().isBlank());
          assertArrayEquals(before, session.snapshot().toBytes(), "touched at " + at);
        }
      }
      assertTrue(forged < bytes.length / 2, forged + " forged snapshots were taken for good");
    }
  }
}
