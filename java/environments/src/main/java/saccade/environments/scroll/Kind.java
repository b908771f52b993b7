package saccade.environments.scroll;

/** What one meets on the way: its size in pixels and the points for shooting it. */
enum Kind {
  /** Hangs in the air and bobs up and down. */
  BALLOON(11, 15, 10),

  /** Stands on the ground and shoots straight up. */
  TURRET(14, 10, 20),

  /** Comes towards the craft and seeks its height. */
  DRONE(13, 8, 30),

  /** Hangs above the ground; worth {@link Traffic#CRYSTAL_POINTS} to whoever touches it. */
  CRYSTAL(9, 11, 0);

  private final int width;
  private final int height;
  private final int points;

  Kind(int width, int height, int points) {
    this.width = width;
    this.height = height;
    this.points = points;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  int points() {
    return points;
  }
}
