package saccade.environments.scroll;

import java.util.Arrays;
import java.util.List;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * Balloons, turrets, drones and crystals; columns are those of the landscape, rows of the screen.
 */
final class Traffic {
  /** Things there may be at a time. */
  static final int MOST = 8;

  static final int NONE = -1;

  /** Points for a touched crystal. */
  static final int CRYSTAL_POINTS = 50;

  /** Columns from one thing to the next: this many and up to as many again. */
  static final int NEAREST = 36;

  /** Columns in front of the craft in which a turret shoots, and frames between two shots. */
  static final int RANGE = 100;

  static final int RELOAD = 44;

  /** Emulated frames in which a drone climbs or sinks by a pixel, and a balloon too. */
  private static final int CLIMB = 3;

  private static final int BOB = 64;
  private static final List<Kind> KINDS = List.of(Kind.values());
  private static final int CRYSTAL_LOW = 26;
  private static final int FARTHEST = 1 << 24;

  // Ordinals of kinds; NONE where there is no thing.
  private final int[] kinds = new int[MOST];
  private final int[] lefts = new int[MOST];
  private final int[] tops = new int[MOST];
  private final int[] ages = new int[MOST];
  private int next;

  Traffic() {
    clear(0);
  }

  /** Takes everything away; the first thing comes at a column. */
  void clear(int first) {
    Arrays.fill(kinds, NONE);
    Arrays.fill(lefts, 0);
    Arrays.fill(tops, 0);
    Arrays.fill(ages, 0);
    next = first;
  }

  /** One emulated frame: what comes into view, what leaves it, and what moves by itself. */
  void tick(int key, int camera, int craftTop, SeededRandom random) {
    if (camera + EmulatedGame.SCREEN_WIDTH >= next) {
      place(KINDS.get(random.nextInt(KINDS.size())), next, key, random);
      next += NEAREST + random.nextInt(NEAREST);
    }
    for (int thing = 0; thing < MOST; thing++) {
      if (there(thing)) {
        ages[thing]++;
        move(thing, key, craftTop);
        if (lefts[thing] + kind(thing).width() <= camera) {
          remove(thing);
        }
      }
    }
  }

  private void place(Kind kind, int left, int key, SeededRandom random) {
    int ground = Landscape.highest(key, left, kind.width());
    int room = ground - Air.CEILING - kind.height();
    int top =
        switch (kind) {
          case TURRET -> ground - kind.height() + 2;
          case CRYSTAL -> ground - kind.height() - 4 - random.nextInt(CRYSTAL_LOW);
          case BALLOON, DRONE -> Air.CEILING + random.nextInt(room);
        };
    put(kind, left, top);
  }

  /** Puts a thing anywhere, if there are fewer than {@link #MOST}. */
  void put(Kind kind, int left, int top) {
    for (int thing = 0; thing < MOST; thing++) {
      if (!there(thing)) {
        kinds[thing] = KINDS.indexOf(kind);
        lefts[thing] = left;
        tops[thing] = top;
        ages[thing] = 0;
        return;
      }
    }
  }

  private void move(int thing, int key, int craftTop) {
    if (kind(thing) == Kind.DRONE) {
      lefts[thing]--;
    }
    if (ages[thing] % CLIMB != 0) {
      return;
    }
    int climb =
        switch (kind(thing)) {
          case BALLOON -> ages[thing] / BOB % 2 == 0 ? -1 : 1;
          case DRONE -> Integer.signum(craftTop - tops[thing]);
          case TURRET, CRYSTAL -> 0;
        };
    int lowest = Landscape.ground(key, lefts[thing]) - kind(thing).height();
    if (climb != 0) {
      tops[thing] = Math.max(Air.CEILING, Math.min(lowest, tops[thing] + climb));
    }
  }

  /** Whether a thing is a turret that shoots in this frame at a craft of this column. */
  boolean shoots(int thing, int craftColumn) {
    int ahead = there(thing) ? lefts[thing] - craftColumn : NONE;
    return ahead >= 0
        && ahead <= RANGE
        && kind(thing) == Kind.TURRET
        && ages[thing] % RELOAD == RELOAD / 2;
  }

  /** A thing that shares a pixel with a rectangle, or NONE. */
  int meeting(int left, int top, int width, int height) {
    for (int thing = 0; thing < MOST; thing++) {
      if (there(thing)
          && Air.overlap(lefts[thing], kind(thing).width(), left, width)
          && Air.overlap(tops[thing], kind(thing).height(), top, height)) {
        return thing;
      }
    }
    return NONE;
  }

  boolean there(int thing) {
    return kinds[thing] != NONE;
  }

  Kind kind(int thing) {
    return KINDS.get(kinds[thing]);
  }

  int left(int thing) {
    return lefts[thing];
  }

  int top(int thing) {
    return tops[thing];
  }

  int age(int thing) {
    return ages[thing];
  }

  void remove(int thing) {
    kinds[thing] = NONE;
    lefts[thing] = 0;
    tops[thing] = 0;
    ages[thing] = 0;
  }

  void save(StateWriter out) {
    out.putInts(kinds);
    out.putInts(lefts);
    out.putInts(tops);
    out.putInts(ages);
    out.putInt(next);
  }

  void load(StateReader in) {
    in.getInts("kind of thing", kinds, NONE, KINDS.size() - 1);
    in.getInts("column of a thing", lefts, 0, FARTHEST);
    in.getInts("row of a thing", tops, 0, EmulatedGame.SCREEN_HEIGHT);
    in.getInts("age of a thing", ages, 0, Integer.MAX_VALUE - 1);
    next = in.getInt("column of the next thing", 0, FARTHEST);
  }
}
