package saccade.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.SeededRandom;

/** Plays whole episodes of one environment. */
final class Episodes {
  private static final int ACTIONS = 1;

  private final String environment;
  private final EvaluationOptions options;

  Episodes(String environment, EvaluationOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /** What sees every frame that an agent sees. */
  interface Watcher {
    void see(byte[] frame, boolean first);
  }

  Returns play(Agent agent, Watcher watcher) {
    Environment game = Environments.create(environment, options.seed());
    SeededRandom random = new SeededRandom(options.seed(), ACTIONS);
    byte[] frame = new byte[game.frameLength()];
    List<Double> returns = new ArrayList<>();
    for (int episode = 0; episode < options.episodes(); episode++) {
      game.reset();
      for (int step = 0; step < options.maxSteps() && !game.done(); step++) {
        game.frame(frame);
        watcher.see(frame, step == 0);
        int greedy = agent.act(frame, step == 0);
        boolean explore = random.nextDouble() < options.epsilon();
        game.step(explore ? random.nextInt(game.actions().size()) : greedy);
      }
      returns.add(game.score());
    }
    return Returns.of(returns);
  }
}
