package ground;

import saccade.builtin.Builtin;
import saccade.engine.Backend;
import saccade.engine.Backends;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.environments.Environment;
import saccade.environments.Environments;

/** Lets every usable backend watch the first steps of a game, all of them found by name alone. */
public final class Watch {
  private static final int STEPS = 30;

  private Watch() {}

  /** Prints one line per usable backend: its module, the game's, and what it counted. */
  public static void main(String[] arguments) {
    for (Backend backend : Backends.all()) {
      if (backend.whyUnavailable().isEmpty()) {
        System.out.printf(
            "%s from %s, %s from %s, in %s: %d multiplications%n",
            backend.name(),
            backend.getClass().getModule(),
            "breakout",
            Environment.class.getModule(),
            Watch.class.getModule(),
            watch(backend, Environments.create("breakout", 1)));
      }
    }
  }

  private static long watch(Backend backend, Environment game) {
    byte[] frame = new byte[game.frameLength()];
    long counted = 0;
    game.reset();
    try (Session session = backend.plan(Builtin.TABLE4.network(), PlanOptions.DEFAULT).open()) {
      float[] q = new float[session.output().capacity()];
      for (int step = 0; step < STEPS && !game.done(); step++) {
        game.frame(frame);
        session.stepFrame(frame, q);
        counted += session.counts().counted();
        game.step(step % game.actions().size());
      }
    }
    return counted;
  }
}
