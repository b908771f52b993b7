package saccade.environments;

import java.util.List;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.ScreenPreprocessor;
import saccade.environments.emulation.SeededRandom;
import saccade.environments.state.Seal;
import saccade.environments.state.StateReader;
import saccade.environments.state.StateWriter;

/**
 * The agent's side of an emulated game: each action is held for four emulated frames, the last two
 * screens become one 84x84 frame, and an episode ends with the last life or after {@link
 * #MAX_STEPS} steps.
 */
public final class EmulatedEnvironment implements Environment {
  /** Emulated frames per step. */
  public static final int ACTION_REPEAT = 4;

  /** Agent steps after which an episode ends (108,000 emulated frames, half an hour of play). */
  public static final int MAX_STEPS = 27_000;

  private static final int MAX_NO_OPS = 1_000;
  private static final int NO_OP = 0;
  private static final int RANDOM_STREAM = 1;

  private final String name;
  private final EmulatedGame game;
  private final List<String> actions;
  private final int maxNoOps;
  private final double stickyProbability;
  private final SeededRandom random;
  private final ScreenPreprocessor preprocessor = new ScreenPreprocessor();
  private final byte[] frame = new byte[ScreenPreprocessor.FRAME_LENGTH];
  private final byte[] older = new byte[EmulatedGame.SCREEN_LENGTH];
  private final byte[] newer = new byte[EmulatedGame.SCREEN_LENGTH];
  private boolean begun;
  private boolean done = true;
  private boolean truncated;
  private int executed;
  private int steps;
  private int reward;
  private long score;
  private long emulatedFrames;

  /**
   * Wraps a game.
   *
   * @param name what {@link #name} answers
   * @param game the game, used by nobody else from now on
   * @param seed of no-op starts and sticky actions; the game has its own random numbers
   * @param maxNoOps a reset plays 0 to this many emulated frames of action 0, 0..1,000
   * @param stickyProbability chance, drawn for each emulated frame, that the action of the frame
   *     before is carried out again instead of the agent's, 0..1
   * @throws IllegalArgumentException if an option is out of range
   */
  public EmulatedEnvironment(
      String name, EmulatedGame game, long seed, int maxNoOps, double stickyProbability) {
    if (maxNoOps < 0 || maxNoOps > MAX_NO_OPS) {
      throw new IllegalArgumentException(
          "maxNoOps is %d and must be from 0 to %d".formatted(maxNoOps, MAX_NO_OPS));
    }
    if (!(stickyProbability >= 0 && stickyProbability <= 1)) {
      throw new IllegalArgumentException(
          "stickyProbability is " + stickyProbability + " and must be from 0 to 1");
    }
    this.name = name;
    this.game = game;
    this.actions = List.copyOf(game.actions());
    this.maxNoOps = maxNoOps;
    this.stickyProbability = stickyProbability;
    this.random = new SeededRandom(seed, RANDOM_STREAM);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int height() {
    return ScreenPreprocessor.FRAME_SIZE;
  }

  @Override
  public int width() {
    return ScreenPreprocessor.FRAME_SIZE;
  }

  @Override
  public List<String> actions() {
    return actions;
  }

  @Override
  public void reset() {
    game.reset();
    playNoOps(random.nextInt(maxNoOps + 1));
    begun = true;
    done = false;
    truncated = false;
    executed = NO_OP;
    steps = 0;
    reward = 0;
    score = 0;
    game.draw(newer);
    preprocessor.apply(newer, newer, frame);
  }

  private void playNoOps(int frames) {
    for (int i = 0; i < frames; i++) {
      game.tick(NO_OP);
      if (game.lives() == 0) {
        game.reset();
      }
    }
    emulatedFrames += frames;
  }

  @Override
  public void step(int action) {
    if (action < 0 || action >= actions.size()) {
      throw new IllegalArgumentException(
          "action is %d and must be from 0 to %d".formatted(action, actions.size() - 1));
    }
    if (done) {
      throw new IllegalStateException("no episode is under way; call reset() before step()");
    }
    reward = 0;
    for (int i = 0; i < ACTION_REPEAT; i++) {
      executed = sticks() ? executed : action;
      reward += game.tick(executed);
      if (i == ACTION_REPEAT - 2) {
        game.draw(older);
      }
    }
    game.draw(newer);
    preprocessor.apply(older, newer, frame);
    emulatedFrames += ACTION_REPEAT;
    score += reward;
    steps++;
    findEnd();
  }

  private void findEnd() {
    truncated = steps == MAX_STEPS && game.lives() > 0;
    done = truncated || game.lives() == 0;
  }

  private boolean sticks() {
    return stickyProbability > 0 && random.nextDouble() < stickyProbability;
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
  public boolean truncated() {
    return truncated;
  }

  @Override
  public double score() {
    return score;
  }

  @Override
  public int lives() {
    return begun ? game.lives() : 0;
  }

  @Override
  public void frame(byte[] target) {
    copy("frame", frame, target);
  }

  /**
   * Copies the newest emulated screen as the game drew it, without the maximum over two.
   *
   * @param target receives 210 * 160 gray bytes, row by row
   * @throws IllegalArgumentException if the target has another length
   * @throws IllegalStateException before the first reset
   */
  public void screen(byte[] target) {
    copy("screen", newer, target);
  }

  private void copy(String what, byte[] source, byte[] target) {
    if (target.length != source.length) {
      throw new IllegalArgumentException(
          "target of the %s has %d bytes and must have %d"
              .formatted(what, target.length, source.length));
    }
    if (!begun) {
      throw new IllegalStateException("there is no %s yet; call reset() first".formatted(what));
    }
    System.arraycopy(source, 0, target, 0, source.length);
  }

  @Override
  public long emulatedFrames() {
    return emulatedFrames;
  }

  @Override
  public byte[] snapshot() {
    StateWriter out = new StateWriter();
    out.putDouble(maxNoOps);
    out.putDouble(stickyProbability);
    out.putLong(random.state());
    out.putFlag(begun);
    out.putInt(executed);
    out.putInt(steps);
    out.putInt(reward);
    out.putLong(score);
    out.putLong(emulatedFrames);
    out.putBytes(frame);
    out.putBytes(newer);
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
    in.expect("maxNoOps", maxNoOps);
    in.expect("stickyProbability", stickyProbability);
    return in;
  }

  private void load(StateReader in) {
    random.resume(in.getLong());
    begun = in.getFlag("begun");
    executed = in.getInt("executed action", 0, actions.size() - 1);
    steps = in.getInt("steps", 0, MAX_STEPS);
    reward = in.getInt("reward", Integer.MIN_VALUE, Integer.MAX_VALUE);
    score = in.getLong();
    emulatedFrames = in.getCount("emulated frames");
    in.getBytes(frame);
    in.getBytes(newer);
    game.load(in);
    in.end();
    findEnd();
    done |= !begun;
  }

  EmulatedGame game() {
    return game;
  }
}
