package saccade.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import saccade.app.play.Drive;
import saccade.app.play.FrameSource;
import saccade.app.play.GameSource;
import saccade.app.subject.Subject;
import saccade.builtin.Builtin;
import saccade.environments.EmulatedEnvironment;
import saccade.environments.emulation.EmulatedGame;
import saccade.environments.emulation.ScreenPng;

/** {@code saccade demo}: the main job on a built-in game. */
@Command(
    name = "demo",
    description =
        "Plays a built-in game with a pruned delta network beside dense, and verifies it.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: saccade demo --seed 1 --steps 2000 --json"})
final class DemoCommand implements Callable<Integer> {
  private static final int PNG_SCALE = 3;

  @Mixin private PlayOptions options = new PlayOptions();

  @Option(
      names = "--env",
      paramLabel = "GAME",
      defaultValue = "breakout",
      description = "Game to play: breakout, invaders or scroll (default: ${DEFAULT-VALUE}).")
  private String env = "breakout";

  @Option(names = "--png", paramLabel = "FILE", description = "Write the last screen as a picture.")
  private @Nullable Path png;

  @Override
  public Integer call() throws IOException {
    requireWritable(png); // before a long game, not after it
    Subject subject = Subject.of(Builtin.TABLE4);
    Drive drive = Drive.game(env, subject.network(), options.actors().of(subject));
    FrameSource source = drive.played(options.seed());
    int code = options.play(subject, drive, source);
    if (png != null && source instanceof GameSource game) {
      writeScreen(game, png);
    }
    return code;
  }

  private static void requireWritable(@Nullable Path file) throws IOException {
    Path folder = file == null ? null : file.toAbsolutePath().getParent();
    if (folder != null && !Files.isWritable(folder)) {
      throw new IOException(file + " cannot be written; name a file in an existing folder");
    }
  }

  private static void writeScreen(GameSource game, Path file) throws IOException {
    if (game.game() instanceof EmulatedEnvironment emulated) {
      byte[] screen = new byte[EmulatedGame.SCREEN_LENGTH];
      emulated.screen(screen);
      ScreenPng.write(
          file, screen, EmulatedGame.SCREEN_WIDTH, EmulatedGame.SCREEN_HEIGHT, PNG_SCALE);
    }
  }
}
