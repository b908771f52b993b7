package saccade.training.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import saccade.engine.FrameSequence;
import saccade.engine.Plan;
import saccade.engine.Session;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.SeededRandom;

/** Frames that a network saw while it played, to be played again. */
final class RecordedPlay implements FrameSequence {
  private static final int ACTIONS = 1;

  private final List<byte[]> frames = new ArrayList<>();
  private final BitSet starts = new BitSet();

  private RecordedPlay() {}

  /** Plays a plan at T = 0 for so many steps, with the usual share of random actions. */
  static RecordedPlay of(Plan plan, String environment, int steps, long seed) {
    RecordedPlay play = new RecordedPlay();
    Environment game = Environments.create(environment, seed);
    SeededRandom random = new SeededRandom(seed, ACTIONS);
    byte[] frame = new byte[game.frameLength()];
    try (Session session = plan.open()) {
      Agent agent = new Evaluation.SessionAgent(session, plan.network().outputSize());
      while (play.steps() < steps) {
        boolean first = game.done();
        if (first) {
          game.reset();
          play.starts.set(play.steps());
        }
        game.frame(frame);
        play.frames.add(frame.clone());
        int greedy = agent.act(frame, first);
        boolean explore = random.nextDouble() < EvaluationOptions.EPSILON;
        game.step(explore ? random.nextInt(game.actions().size()) : greedy);
      }
    }
    return play;
  }

  @Override
  public int steps() {
    return frames.size();
  }

  @Override
  public boolean episodeStart(int step) {
    return starts.get(step);
  }

  @Override
  public void frame(int step, byte[] target) {
    byte[] frame = frames.get(step);
    System.arraycopy(frame, 0, target, 0, frame.length);
  }
}
