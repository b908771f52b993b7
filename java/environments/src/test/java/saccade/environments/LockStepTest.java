package saccade.environments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import saccade.environments.breakout.BreakoutOptions;
import saccade.environments.emulation.SeededRandom;

class LockStepTest {
  private static final int COUNT = 5;

  static List<String> names() {
    return Environments.names();
  }

  /** The same environments stepped by hand, with the seeds that they were given. */
  @ParameterizedTest
  @MethodSource("names")
  void isWhatTheEnvironmentsDoAlone(String name) {
    List<Long> seeds = new ArrayList<>();
    LockStep together =
        new LockStep(
            COUNT,
            7,
            seed -> {
              seeds.add(seed);
              return Environments.create(name, seed);
            });
    List<Environment> alone = seeds.stream().map(s -> Environments.create(name, s)).toList();
    alone.forEach(Environment::reset);
    SeededRandom random = new SeededRandom(1, 0);
    int ends = 0;
    for (int step = 0; step < 2_600; step++) {
      int[] actions = randomActions(together, random);
      together.step(actions);
      for (int i = 0; i < COUNT; i++) {
        ends += compare(together, i, alone.get(i), actions[i]);
      }
    }
    assertTrue(ends > 0, "no episode ended");
  }

  private static int compare(LockStep together, int i, Environment alone, int action) {
    alone.step(action);
    assertEquals(alone.reward(), together.rewards()[i]);
    assertEquals(alone.done(), together.ended()[i]);
    assertFalse(together.truncated()[i]);
    assertEquals(alone.done() ? alone.score() : Double.NaN, together.finishedScores()[i]);
    if (!alone.done()) {
      assertFrame(alone, together.observations(), i);
      return 0;
    }
    assertFrame(alone, together.lastObservations(), i);
    alone.reset();
    assertFrame(alone, together.observations(), i);
    return 1;
  }

  private static void assertFrame(Environment alone, ByteBuffer frames, int i) {
    byte[] expected = new byte[alone.frameLength()];
    byte[] shown = new byte[alone.frameLength()];
    alone.frame(expected);
    frames.get(i * shown.length, shown);
    assertArrayEquals(expected, shown);
  }

  @Test
  void theBufferIsDirectContiguousAndAlwaysTheSame() {
    LockStep lockStep = new LockStep("minatar:seaquest", COUNT, 1);
    ByteBuffer frames = lockStep.observations();
    assertTrue(frames.isDirect());
    assertEquals(COUNT * 1_000, frames.remaining());
    assertEquals(COUNT * 1_000, lockStep.lastObservations().remaining());
    frames.position(17).limit(20);
    lockStep.step(new int[COUNT]);
    assertSame(frames, lockStep.observations());
    assertEquals(COUNT, lockStep.count());
    assertEquals("minatar:seaquest", lockStep.environment(4).name());
  }

  @Test
  void environmentsHaveSeedsOfTheirOwnThatDoNotDependOnTheCount() {
    List<Long> few = seeds(3, 1);
    List<Long> many = seeds(50, 1);
    assertEquals(few, many.subList(0, 3));
    assertEquals(50, many.stream().distinct().count());
    assertNotEquals(few, seeds(3, 2));
  }

  private static List<Long> seeds(int count, long seed) {
    List<Long> seeds = new ArrayList<>();
    new LockStep(
        count,
        seed,
        own -> {
          seeds.add(own);
          return Environments.create("minatar:breakout", own);
        });
    return seeds;
  }

  @Test
  void aStepLimitIsATruncationAndALostGameIsNone() {
    LockStep lockStep =
        new LockStep(1, 1, seed -> Environments.breakout(seed, new BreakoutOptions(false, 0, 0)));
    int[] wait = {0};
    for (int i = 1; i < EmulatedEnvironment.MAX_STEPS; i++) {
      lockStep.step(wait);
      assertFalse(lockStep.ended()[0]);
    }
    lockStep.step(wait);
    assertTrue(lockStep.ended()[0]);
    assertTrue(lockStep.truncated()[0]);
    assertEquals(0, lockStep.finishedScores()[0]);
    lockStep.step(wait);
    assertFalse(lockStep.ended()[0]);
    assertFalse(lockStep.truncated()[0]);
  }

  @Test
  void freewaysOwnClockIsNoTruncation() {
    LockStep lockStep = new LockStep("minatar:freeway", 1, 1);
    int steps = 0;
    do {
      lockStep.step(new int[1]);
      steps++;
    } while (!lockStep.ended()[0]);
    assertEquals(2_501, steps);
    assertFalse(lockStep.truncated()[0]);
  }

  @ParameterizedTest
  @MethodSource("names")
  void goingOnFromASnapshotIsAsIfNothingHadHappened(String name) {
    LockStep original = new LockStep(name, COUNT, 1);
    LockStep other = new LockStep(name, COUNT, 2);
    play(original, 1, 300);
    play(other, 8, 77);
    byte[] snapshot = original.snapshot();
    other.restore(snapshot);
    assertArrayEquals(original.rewards(), other.rewards());
    assertArrayEquals(original.ended(), other.ended());
    assertArrayEquals(original.finishedScores(), other.finishedScores());
    assertEquals(original.observations(), other.observations());
    assertEquals(original.lastObservations(), other.lastObservations());
    assertEquals(play(original, 2, 500), play(other, 2, 500));
    assertArrayEquals(original.snapshot(), other.snapshot());
  }

  @Test
  void foreignAndDamagedSnapshotsChangeNothing() {
    LockStep lockStep = new LockStep("minatar:asterix", COUNT, 1);
    play(lockStep, 1, 300);
    byte[] good = lockStep.snapshot();
    byte[] damaged = good.clone();
    damaged[good.length / 2] ^= 1;
    for (byte[] bad :
        List.of(
            damaged,
            new byte[0],
            Arrays.copyOf(good, good.length - 9),
            new LockStep("minatar:asterix", COUNT - 1, 1).snapshot(),
            new LockStep("minatar:breakout", COUNT, 1).snapshot(),
            Environments.create("minatar:asterix", 1).snapshot())) {
      assertThrows(IllegalArgumentException.class, () -> lockStep.restore(bad));
      assertArrayEquals(good, lockStep.snapshot());
    }
  }

  @Test
  void wrongUseIsRefusedBeforeAnythingMoves() {
    LockStep lockStep = new LockStep("minatar:breakout", 2, 1);
    byte[] before = lockStep.snapshot();
    assertEquals(
        "1 actions for 2 environments; pass one per environment",
        assertThrows(IllegalArgumentException.class, () -> lockStep.step(new int[1])).getMessage());
    assertEquals(
        "action of environment 1 is 6 and must be from 0 to 5",
        assertThrows(IllegalArgumentException.class, () -> lockStep.step(new int[] {0, 6}))
            .getMessage());
    assertArrayEquals(before, lockStep.snapshot());
    assertThrows(IllegalArgumentException.class, () -> new LockStep("minatar:breakout", 0, 1));
    assertThrows(IllegalArgumentException.class, () -> new LockStep("pong", 1, 1));
    List<String> two = new ArrayList<>(List.of("minatar:breakout", "minatar:asterix"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new LockStep(2, 1, seed -> Environments.create(two.remove(0), seed)));
  }

  private static int[] randomActions(LockStep lockStep, SeededRandom random) {
    int[] actions = new int[lockStep.count()];
    for (int i = 0; i < actions.length; i++) {
      actions[i] = random.nextInt(lockStep.environment(0).actions().size());
    }
    return actions;
  }

  private static long play(LockStep lockStep, long seed, int steps) {
    SeededRandom random = new SeededRandom(seed, 0);
    CRC32 sum = new CRC32();
    for (int step = 0; step < steps; step++) {
      lockStep.step(randomActions(lockStep, random));
      sum.update(lockStep.observations().duplicate());
      for (int i = 0; i < lockStep.count(); i++) {
        sum.update(Float.floatToIntBits(lockStep.rewards()[i]));
        sum.update(lockStep.ended()[i] ? 1 : 0);
      }
    }
    return sum.getValue();
  }
}
