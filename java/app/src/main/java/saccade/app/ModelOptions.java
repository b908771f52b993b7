package saccade.app;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import saccade.app.cli.Parse;
import saccade.app.subject.ModelFile;
import saccade.app.subject.Subject;
import saccade.app.text.Quote;
import saccade.builtin.Builtin;
import saccade.onnx.ReadOptions;

/** Which network a command works on: a user's model or built-in ones. */
final class ModelOptions {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MODEL",
      description = "ONNX model (.onnx), unless --builtin names a network.")
  private @Nullable Path model;

  @Option(
      names = "--builtin",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "NAME",
      description = "Built-in network: table4 or table5.")
  private @Nullable String builtin;

  @Option(
      names = "--input",
      paramLabel = "image|float",
      description =
          "What MODEL observes: images of bytes 0..255 or numbers (default: told by MODEL).")
  private @Nullable String input;

  @Option(
      names = "--history",
      paramLabel = "N",
      description = {
        "Frames that an observation holds (default: told by MODEL, else 1 of numbers, and one per",
        "channel of images)."
      })
  private @Nullable Integer history;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "Output of MODEL to compute (default: the first).")
  private @Nullable String output;

  /** True if nothing was named. */
  boolean none() {
    return model == null && builtin == null;
  }

  /** The one network that was named. */
  Subject one() {
    List<Subject> all = all();
    if (all.size() != 1) {
      throw new IllegalArgumentException(
          "--builtin "
              + String.join(",", all.stream().map(Subject::name).toList())
              + " names "
              + all.size()
              + " networks; name one");
    }
    return all.get(0);
  }

  /** Every network that was named; all built-in ones if none is. */
  List<Subject> all() {
    if (builtin == null) {
      return List.of(read());
    }
    return builtins().stream().map(Subject::of).toList();
  }

  /** The built-in networks that were named. */
  List<Builtin> builtins() {
    if (builtin == null) {
      throw new IllegalArgumentException("this works on built-in networks only; give --builtin");
    }
    if (model != null) {
      throw new IllegalArgumentException(
          "both " + model + " and --builtin were given; give one of them");
    }
    return builtin.isEmpty()
        ? Builtin.ALL
        : Parse.list(builtin, ",").stream().map(Builtin::named).toList();
  }

  /** The file that was named, for reports on what cannot be read. */
  String fileName() {
    return model == null ? "" : String.valueOf(model.getFileName());
  }

  private Subject read() {
    if (model == null) {
      throw new IllegalArgumentException(
          "no network was named; give MODEL, an .onnx file, or --builtin NAME");
    }
    ReadOptions options = ReadOptions.DEFAULT;
    StringBuilder argument = new StringBuilder(Quote.shell(model.toString()));
    if (input != null) {
      options = options.withInput(Parse.oneOf("--input", input, ReadOptions.InputKind.class));
      argument.append(" --input ").append(input);
    }
    if (history != null) {
      if (history < 1) {
        throw new IllegalArgumentException(
            "--history " + history + " is below 1; give the frames that an observation holds");
      }
      options = options.withDepth(history);
      argument.append(" --history ").append(history);
    }
    if (output != null) {
      options = options.withOutput(output);
      argument.append(" --output ").append(Quote.shell(output));
    }
    return ModelFile.read(model, options, argument.toString());
  }
}
