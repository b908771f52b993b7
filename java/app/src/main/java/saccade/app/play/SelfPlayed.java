package saccade.app.play;

import java.util.OptionalDouble;
import saccade.engine.Observations;
import saccade.engine.PlanOptions;
import saccade.engine.Session;
import saccade.engine.scalar.ScalarBackend;
import saccade.model.Network;

/**
 * A game that a network plays by itself, in FLOAT32 at T = 0 on the definition: the frames that an
 * agent sees, for those who only watch. Older planes of its first frames are 0.
 */
final class SelfPlayed implements FrameSource {
  private final FrameSource game;
  private final Session session;
  private final byte[] frame;
  private final float[] y;
  private boolean begun;

  SelfPlayed(FrameSource game, Network network) {
    this.game = game;
    session = new ScalarBackend().plan(network, PlanOptions.DEFAULT).open();
    frame = new byte[network.input().frameBytes()];
    y = new float[network.outputSize()];
  }

  @Override
  public boolean advance() {
    if (begun) {
      game.frame(frame);
      Observations.stepFrame(session, frame, y);
      game.answered(y);
    }
    begun = game.advance();
    if (begun && game.episodeStart()) {
      session.reset();
    }
    return begun;
  }

  @Override
  public boolean episodeStart() {
    return game.episodeStart();
  }

  @Override
  public boolean ended() {
    return game.ended();
  }

  @Override
  public void frame(byte[] target) {
    game.frame(target);
  }

  @Override
  public OptionalDouble score() {
    return game.score();
  }

  @Override
  public String actor() {
    return game.actor();
  }

  @Override
  public OptionalDouble epsilon() {
    return game.epsilon();
  }

  @Override
  public String environment() {
    return game.environment();
  }

  @Override
  public void close() {
    session.close();
  }
}
