package saccade.training.dqn;

import java.util.List;
import saccade.environments.Environment;
import saccade.environments.Environments;
import saccade.model.ImageStack;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.learner.Optimizer;
import saccade.training.network.Architecture;

/**
 * Hyper-parameters with a source.
 *
 * <p>{@code paper}: for the network of Table 1 those of Double DQN on Atari (van Hasselt, Guez and
 * Silver 2016, which takes over Mnih 2015), since the paper names the algorithm and no number; for
 * MinAtar those of its published DQN (Young and Tian 2019), with the Double DQN target. {@code
 * fast}: what two cores learn most with in minutes: Adam, 3-step returns, lock-step environments,
 * fewer and larger updates, a short exploration.
 */
public enum Preset {
  /** As published. */
  PAPER,
  /** For two cores and minutes. */
  FAST;

  /** Architectures by name. */
  public static final List<String> NETWORKS = List.of("table1", "minatar");

  private static final long PAPER_TABLE1_FRAMES = 50_000_000;
  private static final long PAPER_MINATAR_FRAMES = 5_000_000;
  private static final long FAST_TABLE1_FRAMES = 1_000_000;
  private static final long FAST_MINATAR_FRAMES = 200_000;

  /**
   * Hyper-parameters for an environment.
   *
   * @param environment name of an environment
   * @param network {@code table1}, {@code minatar}, or empty for the one that fits the environment
   * @param seed any value
   * @throws IllegalArgumentException if a name is unknown or the network does not take the
   *     environment's frames
   */
  public HyperParameters of(String environment, String network, long seed) {
    String chosen = network.isEmpty() ? fitting(environment) : network;
    architecture(environment, chosen); // names and shapes are checked here
    if (chosen.equals("table1")) {
      return this == PAPER ? paperTable1(environment, seed) : fastTable1(environment, seed);
    }
    return this == PAPER ? paperMinAtar(environment, seed) : fastMinAtar(environment, seed);
  }

  /** Frames that a run plays unless told otherwise. */
  public long frames(HyperParameters chosen) {
    boolean table1 = chosen.network().equals("table1");
    if (this == PAPER) {
      return table1 ? PAPER_TABLE1_FRAMES : PAPER_MINATAR_FRAMES;
    }
    return table1 ? FAST_TABLE1_FRAMES : FAST_MINATAR_FRAMES;
  }

  private static String fitting(String environment) {
    return Environments.create(environment, 0).height() == 10 ? "minatar" : "table1";
  }

  /**
   * The architecture of that name for an environment.
   *
   * @throws IllegalArgumentException if a name is unknown or the network does not take the
   *     environment's frames
   */
  public static Architecture architecture(String environment, String network) {
    Environment game = Environments.create(environment, 0);
    int actions = game.actions().size();
    Architecture architecture =
        switch (network) {
          case "table1" -> Architecture.table1(actions);
          case "minatar" -> Architecture.minatar(game.channels(), actions);
          default ->
              throw new IllegalArgumentException(
                  "network '%s' is unknown; choose one of %s"
                      .formatted(network, String.join(", ", NETWORKS)));
        };
    ImageStack input = architecture.input();
    if (input.channels() != game.channels()
        || input.height() != game.height()
        || input.width() != game.width()) {
      throw new IllegalArgumentException(
          "network %s takes frames of %dx%dx%d, but %s shows %dx%dx%d; choose the other network"
              .formatted(
                  network,
                  input.channels(),
                  input.height(),
                  input.width(),
                  environment,
                  game.channels(),
                  game.height(),
                  game.width()));
    }
    return architecture;
  }

  private static HyperParameters paperTable1(String environment, long seed) {
    return new HyperParameters(
        "paper",
        environment,
        "table1",
        seed,
        1,
        2,
        ActorKind.LEARNER,
        new Optimizer.CentredRmsProp(2.5e-4, 0.95, 0.01),
        new Exploration(1, 0.1, 250_000),
        new ExperienceSettings(1_000_000, 50_000, 1, 0.99, 1),
        new UpdateSettings(4, 32, 10_000),
        HyperParameters.NOT_PRUNED);
  }

  private static HyperParameters paperMinAtar(String environment, long seed) {
    return new HyperParameters(
        "paper",
        environment,
        "minatar",
        seed,
        1,
        1,
        ActorKind.LEARNER,
        new Optimizer.CentredRmsProp(2.5e-4, 0.95, 0.01),
        new Exploration(1, 0.1, 100_000),
        new ExperienceSettings(100_000, 5_000, 1, 0.99, 0),
        new UpdateSettings(1, 32, 1_000),
        HyperParameters.NOT_PRUNED);
  }

  private static HyperParameters fastTable1(String environment, long seed) {
    return new HyperParameters(
        "fast",
        environment,
        "table1",
        seed,
        8,
        2,
        ActorKind.LEARNER,
        new Optimizer.Adam(1e-4, 0.9, 0.999, 1e-5),
        new Exploration(1, 0.02, 50_000),
        new ExperienceSettings(100_000, 5_000, 3, 0.99, 1),
        new UpdateSettings(8, 32, 1_000),
        HyperParameters.NOT_PRUNED);
  }

  private static HyperParameters fastMinAtar(String environment, long seed) {
    return new HyperParameters(
        "fast",
        environment,
        "minatar",
        seed,
        16,
        1,
        ActorKind.LEARNER,
        new Optimizer.Adam(5e-4, 0.9, 0.999, 1e-5),
        new Exploration(1, 0.05, 20_000),
        new ExperienceSettings(100_000, 2_000, 3, 0.99, 0),
        new UpdateSettings(8, 64, 500),
        HyperParameters.NOT_PRUNED);
  }
}
