package saccade.environments.scroll;

import saccade.environments.emulation.Sprite;

/** The pictures of the game. */
final class ScrollSprites {
  static final Sprite CRAFT =
      new Sprite(
          "##..............",
          "###.....####....",
          "####...##--##...",
          "##############..",
          ".###############",
          "..+###########..",
          "...++####+......",
          "......+++.......");

  static final Sprite WRECK =
      new Sprite(
          "#..#....#....#..",
          ".#....##...#....",
          "##.##...##-##..#",
          "#####.###.####..",
          "..##..######.##.",
          "#.+##.###.###..#",
          "...++#.##+...#..",
          ".#....+++..#....");

  static final Sprite LIFE = new Sprite("#.......", "##..##..", "########", ".++##+..");

  static final Sprite BURST =
      new Sprite(
          "#....#....#.",
          ".#...#...#..",
          "..#.+..+#...",
          "....##+....#",
          "##.+####+.#.",
          "...######...",
          ".#.+####+.##",
          "#....+##....",
          "...#+..+.#..",
          "..#...#...#.",
          ".#....#....#");

  static final Sprite SHOT = new Sprite("++####", "++####");

  private static final Sprite BALLOON =
      new Sprite(
          "...#####...",
          ".#########.",
          "##-########",
          "#--########",
          "#-#########",
          "###########",
          "###########",
          ".#########.",
          "..#######..",
          "...#####...",
          "...+.+.+...",
          "....+++....",
          "....###....",
          "....###....",
          "....###....");

  private static final Sprite TURRET =
      new Sprite(
          "......##......",
          "......##......",
          "......##......",
          "....######....",
          "...########...",
          "..##--##--##..",
          "..##########..",
          ".############.",
          "##############",
          "##+##+##+##+##");

  private static final Sprite[] DRONE = {
    new Sprite(
        "....#####....",
        "..##-##-###..",
        ".###########.",
        "#############",
        ".+.+######+..",
        "...+######...",
        "....##..##...",
        "...##....##.."),
    new Sprite(
        "....#####....",
        "..##-##-###..",
        ".###########.",
        "#############",
        ".+.+######+..",
        "...+######...",
        ".....####....",
        "......##....."),
  };

  private static final Sprite[] CRYSTAL = {
    new Sprite(
        "....#....",
        "...###...",
        "..##+##..",
        ".##++-##.",
        "##+++--##",
        "##+++--##",
        "##+++--##",
        ".##++-##.",
        "..##+##..",
        "...###...",
        "....#...."),
    new Sprite(
        "....#....",
        "....#....",
        "...###...",
        "..##+##..",
        "..#++-#..",
        "..#++-#..",
        "..#++-#..",
        "..##+##..",
        "...###...",
        "....#....",
        "....#...."),
  };

  /** Emulated frames that a drone or crystal shows one picture. */
  private static final int FLICKER = 10;

  private ScrollSprites() {}

  /** A thing as it looks at an age. */
  static Sprite of(Kind kind, int age) {
    int picture = age / FLICKER % 2;
    return switch (kind) {
      case BALLOON -> BALLOON;
      case TURRET -> TURRET;
      case DRONE -> DRONE[picture];
      case CRYSTAL -> CRYSTAL[picture];
    };
  }
}
