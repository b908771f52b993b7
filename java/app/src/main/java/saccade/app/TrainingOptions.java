package saccade.app;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import saccade.app.cli.Parse;
import saccade.training.dqn.HyperParameters;
import saccade.training.dqn.HyperParameters.ActorKind;
import saccade.training.dqn.Preset;
import saccade.training.dqn.TrainingRun.Limits;

/** Flags that {@code train}, {@code prune} and {@code tickets} share. */
final class TrainingOptions {
  @Option(
      names = "--env",
      paramLabel = "ENV",
      required = true,
      description = "Environment, such as minatar:breakout, breakout, invaders or scroll.")
  private String env = "";

  @Option(
      names = "--net",
      paramLabel = "table1|minatar",
      description = "Network (default: the one that takes the environment's frames).")
  private @Nullable String net;

  @Option(
      names = "--preset",
      paramLabel = "paper|fast",
      defaultValue = "fast",
      description = "Hyper-parameters: as published, or for minutes (default: ${DEFAULT-VALUE}).")
  private String preset = "fast";

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of weights, games and exploration (default: ${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Folder of the run, made if missing (default: a new one under",
        "$XDG_STATE_HOME/saccade/runs, else ~/.local/state/saccade/runs)."
      })
  private @Nullable Path out;

  @Option(
      names = "--resume",
      description = "Go on where the run in --out stopped; its settings must be the same.")
  private boolean resume;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      defaultValue = "5",
      description = "Minutes from one checkpoint to the next (default: ${DEFAULT-VALUE}).")
  private double checkpointMinutes = 5;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "30",
      description = "Episodes that judge the network at the end (default: ${DEFAULT-VALUE}).")
  private int episodes = 30;

  @Option(
      names = "--act-with",
      paramLabel = "learner|saccade",
      defaultValue = "learner",
      description = {
        "Who chooses actions while training: the network that learns, or Saccade sessions",
        "of the target network (default: ${DEFAULT-VALUE}); what is judged always plays in sessions."
      })
  private String actWith = "learner";

  @Option(
      names = "--replay",
      paramLabel = "N",
      description = "Transitions to remember (default: the preset's).")
  private @Nullable Integer replay;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  Preset preset() {
    return Parse.oneOf("--preset", preset, Preset.class);
  }

  HyperParameters settings() {
    HyperParameters chosen =
        preset()
            .of(env, net == null ? "" : net.toLowerCase(Locale.ROOT), seed)
            .withActor(Parse.oneOf("--act-with", actWith, ActorKind.class));
    return replay == null ? chosen : chosen.withReplay(replay);
  }

  /** Folder of the run; a new one outside the checkout unless told. */
  Path out(String kind) {
    if (out != null) {
      return out;
    }
    if (resume) {
      throw new IllegalArgumentException("--resume needs the folder of a run; give it by --out");
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path root =
        state == null || state.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    String time =
        LocalDateTime.now(ZoneId.systemDefault())
            .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    String name = "%s-%s-%s-%d-%s".formatted(kind, env.replace(':', '-'), preset, seed, time);
    return root.resolve("saccade").resolve("runs").resolve(name);
  }

  boolean resume() {
    return resume;
  }

  double checkpointMinutes() {
    if (!(checkpointMinutes > 0)) {
      throw new IllegalArgumentException(
          "--checkpoint-minutes " + checkpointMinutes + " is not above 0; give some minutes");
    }
    return checkpointMinutes;
  }

  int episodes() {
    if (episodes < 1) {
      throw new IllegalArgumentException(
          "--episodes " + episodes + " is below 1; give the number of episodes to play");
    }
    return episodes;
  }

  boolean json() {
    return json;
  }

  /**
   * Limits by flags; {@code usual} frames if neither frames nor minutes are given.
   *
   * @param suffix of the flags' names
   */
  Limits limits(String suffix, @Nullable Long frames, @Nullable Double minutes, long usual) {
    if (frames != null && frames < 1) {
      throw new IllegalArgumentException(
          "--frames"
              + suffix
              + " "
              + frames
              + " is below 1; give the number of frames to train on");
    }
    if (minutes != null && !(minutes > 0)) {
      throw new IllegalArgumentException(
          "--minutes" + suffix + " " + minutes + " is not above 0; give the minutes to train");
    }
    long most = frames != null ? frames : minutes != null ? Long.MAX_VALUE : usual;
    return new Limits(
        most, minutes == null ? Double.POSITIVE_INFINITY : minutes, checkpointMinutes());
  }
}
