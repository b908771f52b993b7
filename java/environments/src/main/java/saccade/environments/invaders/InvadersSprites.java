package saccade.environments.invaders;

import saccade.environments.emulation.Sprite;

/** The pictures of the game. */
final class InvadersSprites {
  static final Sprite SHIP =
      new Sprite(
          "......#......",
          ".....###.....",
          ".....#+#.....",
          "..+.#####.+..",
          "..+##+#+##+..",
          ".###########.",
          "#####+++#####",
          "##..##.##..##");

  static final Sprite[] FLAMES = {
    new Sprite(
        ".+....#....+.",
        "...#.....#...",
        ".....+#......",
        "#...##.+..#..",
        "..+.#.##+....",
        ".##..+##.#.#.",
        "##+.###.##..+",
        "####.##.#####"),
    new Sprite(
        "...#.....+...",
        "+.....#.....#",
        "..#.+...#....",
        "......+#....+",
        ".#..##.#.+#..",
        "...#.##+##...",
        "+##.#+.##.##.",
        "###.####.####"),
  };

  static final Sprite WANDERER =
      new Sprite(
          ".....######.....",
          "....#++#####....",
          "++.###++#####.++",
          ".++##########++.",
          "...++######++...",
          ".....++++++.....");

  static final Sprite BURST =
      new Sprite(
          "#...#..#..",
          ".#..#.#..#",
          "..+....+#.",
          "##...+....",
          "....+...##",
          ".#+....+..",
          "#..#.#..#.",
          "..#..#...#");

  static final Sprite LIFE = new Sprite("...#...", "..###..", "#######", "##.#.##");

  static final Sprite[] BOMB = {
    new Sprite("#.", "##", ".#", "##", "#.", "#."), new Sprite(".#", "##", "#.", "##", ".#", ".#"),
  };

  private static final Sprite[] LANTERN = {
    new Sprite(
        "....##....",
        "..######..",
        ".##.##.##.",
        ".########.",
        "..######..",
        "..+.++.+..",
        ".+..++..+.",
        ".....+...."),
    new Sprite(
        "....##....",
        "..######..",
        ".##.##.##.",
        ".########.",
        "..######..",
        "...+++++..",
        "..+.++..+.",
        "....+....."),
  };

  private static final Sprite[] MOTH = {
    new Sprite(
        "##......##",
        "###.##.###",
        ".########.",
        "..##--##..",
        ".########.",
        "###.##.###",
        "##..##..##",
        "....++...."),
    new Sprite(
        "..........",
        "....##....",
        "..######..",
        "####--####",
        "##########",
        "###.##.###",
        "#...##...#",
        "....++...."),
  };

  private static final Sprite[] WALKER = {
    new Sprite(
        "...####...",
        "..#....#..",
        ".#.-##-.#.",
        "##########",
        "#-######-#",
        "##########",
        ".##.##.##.",
        "##......##"),
    new Sprite(
        "...####...",
        "..#....#..",
        ".#.-##-.#.",
        "##########",
        "#-######-#",
        "##########",
        ".##.##.##.",
        "..##..##.."),
  };

  private static final Sprite[][] ROWS = {LANTERN, MOTH, MOTH, WALKER, WALKER};

  private InvadersSprites() {}

  /** An invader of a row of the block, in one of two poses. */
  static Sprite invader(int row, int pose) {
    return ROWS[row][pose];
  }
}
