package saccade.app.subject;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import saccade.model.Network;
import saccade.onnx.OnnxReader;
import saccade.onnx.ReadModel;
import saccade.onnx.ReadOptions;
import saccade.onnx.UnsupportedModelException;

/** Reads a user's ONNX model as a {@link Subject}. */
public final class ModelFile {
  private ModelFile() {}

  /**
   * Reads a model.
   *
   * @param file an .onnx file
   * @param options what the user knows better than the file
   * @param argument what names it on the command line, the options included
   * @throws ModelException if it is missing, damaged or not supported
   */
  public static Subject read(Path file, ReadOptions options, String argument) {
    if (!Files.isRegularFile(file)) {
      throw new ModelException(
          "model " + file + " is not a file; name an existing .onnx file", List.of(), null);
    }
    try {
      ReadModel model = OnnxReader.read(file, options);
      return new Subject(
          named(String.valueOf(file.getFileName()), model.network()),
          model.thresholds(),
          null,
          argument,
          model.notes(),
          file);
    } catch (UnsupportedModelException e) {
      throw new ModelException("model " + file + ": " + e.getMessage(), e.nodes(), e);
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException("model " + file + " cannot be read: " + reason(e), List.of(), e);
    }
  }

  private static String reason(Exception e) {
    @Nullable String message = e.getMessage();
    return message == null ? e.toString() : message;
  }

  /** Names in graphs are an exporter's; the user knows the file. */
  private static Network named(String name, Network network) {
    return new Network(name, network.input(), network.normaliser(), network.layers());
  }
}
