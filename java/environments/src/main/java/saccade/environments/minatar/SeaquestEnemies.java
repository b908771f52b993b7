package saccade.environments.minatar;

import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/** Fish, submarines and their bullets. */
final class SeaquestEnemies {
  private static final double SUBMARINE = 1.0 / 3;
  private static final int ROWS = 8;
  private static final int SHOT_INTERVAL = 10;

  final Swarm fish = new Swarm();
  final Swarm subs = new Swarm();
  final Swarm bullets = new Swarm();

  void clear() {
    fish.clear();
    subs.clear();
    bullets.clear();
  }

  void spawn(Chance chance, int moveInterval) {
    int way = chance.uniform() < 0.5 ? 1 : -1;
    boolean submarine = chance.uniform() < SUBMARINE;
    int row = 1 + chance.below(ROWS);
    if (fish.opposes(row, way) || subs.opposes(row, way)) {
      return;
    }
    Swarm kind = submarine ? subs : fish;
    kind.add(way > 0 ? 0 : Grid.LAST, row, way, moveInterval, submarine ? SHOT_INTERVAL : 0);
  }

  /** Removes what a friendly bullet meets in a cell; whether there was anything. */
  boolean shotAt(int x, int y) {
    return removeAt(fish, x, y) || removeAt(subs, x, y);
  }

  private static boolean removeAt(Swarm swarm, int x, int y) {
    int index = swarm.at(x, y);
    if (index >= 0) {
      swarm.remove(index);
    }
    return index >= 0;
  }

  int moveSubs(Seaquest player, int moveInterval) {
    int hits = 0;
    for (int i = subs.size() - 1; i >= 0; i--) {
      hits += moveOne(subs, i, player, moveInterval);
    }
    return hits;
  }

  int moveFish(Seaquest player, int moveInterval) {
    int hits = 0;
    for (int i = fish.size() - 1; i >= 0; i--) {
      hits += moveOne(fish, i, player, moveInterval);
    }
    return hits;
  }

  private int moveOne(Swarm swarm, int i, Seaquest player, int moveInterval) {
    player.meet(swarm.x[i], swarm.y[i]);
    if (swarm.moveTimer[i] > 0) {
      swarm.moveTimer[i]--;
    } else {
      swarm.moveTimer[i] = moveInterval;
      swarm.x[i] += swarm.direction[i];
      if (!Grid.holds(swarm.x[i])) {
        swarm.remove(i);
        return 0;
      }
      player.meet(swarm.x[i], swarm.y[i]);
      if (removeAt(player.friendly, swarm.x[i], swarm.y[i])) {
        swarm.remove(i);
        return 1;
      }
    }
    if (swarm == subs) {
      shoot(i);
    }
    return 0;
  }

  private void shoot(int sub) {
    if (subs.shotTimer[sub] > 0) {
      subs.shotTimer[sub]--;
      return;
    }
    subs.shotTimer[sub] = SHOT_INTERVAL;
    bullets.add(subs.x[sub], subs.y[sub], subs.direction[sub], 0, 0);
  }

  void moveBullets(Seaquest player) {
    for (int i = bullets.size() - 1; i >= 0; i--) {
      player.meet(bullets.x[i], bullets.y[i]);
      bullets.x[i] += bullets.direction[i];
      if (!Grid.holds(bullets.x[i])) {
        bullets.remove(i);
      } else {
        player.meet(bullets.x[i], bullets.y[i]);
      }
    }
  }

  void draw(byte[] frame) {
    fish.drawTrails(frame, 3);
    subs.drawTrails(frame, 3);
    bullets.draw(frame, 4);
    fish.draw(frame, 5);
    subs.draw(frame, 6);
  }

  void save(StateWriter out) {
    fish.save(out);
    subs.save(out);
    bullets.save(out);
  }

  void load(StateReader in) {
    fish.load(in, "fish", SHOT_INTERVAL);
    subs.load(in, "enemy submarine", SHOT_INTERVAL);
    bullets.load(in, "enemy bullet", 0);
  }
}
