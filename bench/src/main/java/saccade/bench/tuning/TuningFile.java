package saccade.bench.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import saccade.engine.Backend;
import saccade.model.Network;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that keeps the tuning of one network for one backend on this machine. A tuning is a help
 * and never a need: one that was made for something else, or that is damaged, is ignored, and why
 * is said.
 */
public final class TuningFile {
  /** How its name ends. */
  public static final String SUFFIX = ".tuning.json";

  private static final long LARGEST = 1 << 20;
  private static final String REMEDY = "; measure again with --time-kernels, or remove it";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();

  private final Path path;
  private final Network network;
  private final Backend backend;
  private final Maker here;

  /**
   * What a file holds for a network.
   *
   * @param tuning what was measured; null if there is none that can be used
   * @param ignored why what lies there is not used, one sentence; null if it is, or nothing is
   *     there
   */
  public record Found(@Nullable Tuning tuning, @Nullable String ignored) {}

  /**
   * A file that may be there or not.
   *
   * @param backend one whose layers have a choice of kernels
   */
  public TuningFile(Path path, Network network, Backend backend) {
    this.path = path;
    this.network = network;
    this.backend = backend;
    here = Maker.here(backend, network);
  }

  /** The file beside a model: {@code policy.tuning.json} beside {@code policy.onnx}. */
  public static Path beside(Path model) {
    String name = String.valueOf(model.getFileName());
    return model.resolveSibling(bare(name) + SUFFIX);
  }

  /** The file of a network of that name in a folder. */
  public static Path in(Path folder, String name) {
    return folder.resolve(bare(name) + SUFFIX);
  }

  private static String bare(String name) {
    return name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Looks into the file. */
  public Found find() {
    if (!Files.exists(path)) {
      return new Found(null, null);
    }
    try {
      Tuning tuning = read();
      String why = here.differs(Maker.of(tuning));
      if (why == null) {
        why = tuning.fault(network, backend);
      }
      return why == null ? new Found(tuning, null) : ignored(why);
    } catch (JacksonException e) {
      return ignored("it is damaged (" + reason(e) + ")");
    } catch (IOException e) {
      return ignored(String.valueOf(e.getMessage()));
    }
  }

  /** Where a value is that does not fit; the library's words would name classes of Java. */
  private static String reason(JacksonException e) {
    if (e instanceof DatabindException) {
      String where =
          e.getPath().stream()
              .map(at -> at.getPropertyName() == null ? "" + at.getIndex() : at.getPropertyName())
              .collect(Collectors.joining("/", "/", ""));
      return "a value is missing or not what it should be at " + where;
    }
    String message = String.valueOf(e.getOriginalMessage());
    return message.lines().findFirst().orElse(message);
  }

  private Found ignored(String why) {
    return new Found(null, "tuning " + path + " is ignored: " + why + REMEDY);
  }

  private Tuning read() throws IOException {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new IOException("it is not a file that can be read");
    }
    if (Files.size(path) > LARGEST) {
      throw new IOException("it has %,d bytes, more than %,d".formatted(Files.size(path), LARGEST));
    }
    JsonNode tree = MAPPER.readTree(Files.readAllBytes(path));
    JsonNode format = tree.get("format");
    if (format == null || !format.isInt()) {
      throw new IOException("it is not a tuning, for it has no format");
    }
    if (format.intValue() != Tuning.FORMAT) {
      throw new IOException(
          "it has format %d, and this version reads %d"
              .formatted(format.intValue(), Tuning.FORMAT));
    }
    return MAPPER.treeToValue(tree, Tuning.class);
  }

  /**
   * Keeps a measurement, and beside it what is there for the other arithmetic.
   *
   * @return all that is kept now
   * @throws UncheckedIOException if it cannot be written
   */
  public Tuning keep(TunedMode measured) {
    Tuning before = find().tuning();
    Tuning tuning =
        before == null ? Tuning.by(here, network.name(), List.of(measured)) : before.with(measured);
    Path whole = path.toAbsolutePath();
    Path folder = whole.getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Path half = whole.resolveSibling(whole.getFileName() + ".half");
      try {
        Files.writeString(half, MAPPER.writeValueAsString(tuning) + "\n", StandardCharsets.UTF_8);
        Files.move(half, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "tuning " + path + " cannot be written; name a folder that can be written by --tuning",
          e);
    }
    return tuning;
  }
}
