package saccade.training.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.environments.emulation.SeededRandom;

/** Plays whole episodes of one environment. */
final class Episodes {
  private static final int ACTIONS = 1;

  private final String environment;
  private final EvaluationOptions options;
  private final BooleanSupplier stop;

  Episodes(String environment, EvaluationOptions options, BooleanSupplier stop) {
    this.environment = environment;
    this.options = options;
    this.stop = stop;
  }

  Returns play(Agent agent) {
    Environment game = Environments.create(environment, options.seed());
    SeededRandom random = new SeededRandom(options.seed(), ACTIONS);
    byte[] frame = new byte[game.frameLength()];
    List<Double> returns = new ArrayList<>();
    for (int episode = 0; episode < options.episodes(); episode++) {
      game.reset();
      for (int step = 0; step < options.maxSteps() && !game.done(); step++) {
        if (stop.getAsBoolean()) {
          throw new StoppedException();
        }
        game.frame(frame);
        int greedy = agent.act(frame, step == 0);
        boolean explore = random.nextDouble() < options.epsilon();
        game.step(explore ? random.nextInt(game.actions().size()) : greedy);
      }
      returns.add(game.score());
    }
    return Returns.of(returns);
  }
}
