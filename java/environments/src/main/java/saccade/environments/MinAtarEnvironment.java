package saccade.environments;

import java.util.Arrays;
import java.util.List;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.minatar.Chance;
import saccade.environments.minatar.MinAtarGame;
import saccade.environments.minatar.MinAtarOptions;
import saccade.environments.state.Seal;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * The agent's side of a MinAtar game: sticky actions, and frames of 0 and 1, one plane of 10x10 per
 * kind of object. One step is one step of the game. No limit on steps: every end is the game's own.
 *
 * <p>The action carried out last is remembered beyond a reset, as in the published environments.
 */
public final class MinAtarEnvironment implements Environment {
  private static final int RANDOM_STREAM = 4;

  private final String name;
  private final MinAtarGame game;
  private final MinAtarOptions options;
  private final SeededRandom random;
  private final Chance chance;
  private final List<String> actions;
  private final int[] moves;
  private final int frameLength;
  private boolean begun;
  private boolean done = true;
  private int executed;
  private int reward;
  private long score;
  private long steps;

  MinAtarEnvironment(String name, MinAtarGame game, MinAtarOptions options, long seed) {
    this(name, game, options, new SeededRandom(seed, RANDOM_STREAM));
  }

  private MinAtarEnvironment(
      String name, MinAtarGame game, MinAtarOptions options, SeededRandom random) {
    this(name, game, options, random, Chance.of(random));
  }

  /** For tests, which bring choices of their own; a snapshot then holds the unused stream. */
  MinAtarEnvironment(
      String name, MinAtarGame game, MinAtarOptions options, SeededRandom random, Chance chance) {
    this.name = name;
    this.game = game;
    this.options = options;
    this.random = random;
    this.chance = chance;
    this.frameLength = game.channels().size() * MinAtarGame.CELLS;
    List<Integer> all = List.of(0, 1, 2, 3, 4, 5);
    List<Integer> chosen = options.minimalActions() ? game.minimalActions() : all;
    this.moves = chosen.stream().mapToInt(Integer::intValue).toArray();
    this.actions = chosen.stream().map(MinAtarGame.ACTIONS::get).toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int height() {
    return MinAtarGame.SIZE;
  }

  @Override
  public int width() {
    return MinAtarGame.SIZE;
  }

  @Override
  public int channels() {
    return game.channels().size();
  }

  /** What each plane of a frame shows, in order. */
  public List<String> channelNames() {
    return game.channels();
  }

  @Override
  public int frameLength() {
    return frameLength;
  }

  @Override
  public int maxValue() {
    return 1;
  }

  @Override
  public List<String> actions() {
    return actions;
  }

  @Override
  public void reset() {
    game.reset(chance);
    begun = true;
    done = false;
    reward = 0;
    score = 0;
  }

  @Override
  public void step(int action) {
    if (action < 0 || action >= moves.length) {
      throw new IllegalArgumentException(
          "action is %d and must be from 0 to %d".formatted(action, moves.length - 1));
    }
    if (done) {
      throw new IllegalStateException("no episode is under way; call reset() before step()");
    }
    // Drawn at probability 0 too, so that the option does not shift the game's own choices.
    if (chance.uniform() >= options.stickyProbability()) {
      executed = moves[action];
    }
    reward = game.act(executed, chance);
    score += reward;
    steps++;
    done = game.ended();
  }

  @Override
  public float reward() {
    return reward;
  }

  @Override
  public boolean done() {
    return done;
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public void frame(byte[] target) {
    if (target.length != frameLength) {
      throw new IllegalArgumentException(
          "target of the frame has %d bytes and must have %d"
              .formatted(target.length, frameLength));
    }
    if (!begun) {
      throw new IllegalStateException("there is no frame yet; call reset() first");
    }
    Arrays.fill(target, (byte) 0);
    game.draw(target);
  }

  /** Steps since this environment was made: a step is one frame of the game. */
  @Override
  public long emulatedFrames() {
    return steps;
  }

  @Override
  public byte[] snapshot() {
    StateWriter out = new StateWriter();
    out.putDouble(options.stickyProbability());
    out.putDouble(options.ramping() ? 1 : 0);
    out.putDouble(options.minimalActions() ? 1 : 0);
    out.putLong(random.state());
    out.putFlag(begun);
    out.putInt(executed);
    out.putInt(reward);
    out.putLong(score);
    out.putLong(steps);
    game.save(out);
    return Seal.close(name, out);
  }

  @Override
  public void restore(byte[] snapshot) {
    StateReader in = open(snapshot);
    byte[] before = snapshot();
    try {
      load(in);
    } catch (IllegalArgumentException refused) {
      load(open(before));
      throw refused;
    }
  }

  private StateReader open(byte[] snapshot) {
    StateReader in = Seal.open(name, snapshot);
    in.expect("stickyProbability", options.stickyProbability());
    in.expect("ramping (1 or 0)", options.ramping() ? 1 : 0);
    in.expect("minimalActions (1 or 0)", options.minimalActions() ? 1 : 0);
    return in;
  }

  private void load(StateReader in) {
    random.resume(in.getLong());
    begun = in.getFlag("begun");
    executed = in.getInt("executed action", 0, MinAtarGame.ACTIONS.size() - 1);
    reward = in.getInt("reward", Integer.MIN_VALUE, Integer.MAX_VALUE);
    score = in.getLong();
    steps = in.getCount("steps");
    game.load(in);
    in.end();
    done = !begun || game.ended();
  }
}
