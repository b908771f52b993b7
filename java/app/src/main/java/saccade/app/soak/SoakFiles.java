package saccade.app.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The error curve of FLOAT32 as data and as a picture. */
public final class SoakFiles {
  private SoakFiles() {}

  /**
   * Writes {@code soak-MODEL.csv} and {@code soak-MODEL.svg}.
   *
   * @return the files; none without FLOAT32
   * @throws IOException if one cannot be written
   */
  public static List<String> write(SoakReport report, Path folder) throws IOException {
    SoakReport.Float32 floats = report.float32();
    if (floats == null) {
      return List.of();
    }
    String stem = "soak-" + report.model().replaceAll("[^A-Za-z0-9._-]", "_");
    Path csv = folder.resolve(stem + ".csv");
    Path svg = folder.resolve(stem + ".svg");
    Files.writeString(csv, csv(floats));
    Files.writeString(svg, ErrorChart.svg(report, floats));
    return List.of(csv.toString(), svg.toString());
  }

  private static String csv(SoakReport.Float32 floats) {
    StringBuilder out = new StringBuilder("step");
    floats.layers().forEach(name -> out.append(',').append(quoted(name)));
    out.append('\n');
    for (SoakReport.Point point : floats.curve()) {
      String errors =
          point.errors().stream()
              .map(e -> String.format(Locale.ROOT, "%.6e", e))
              .collect(Collectors.joining(","));
      out.append(point.step()).append(',').append(errors).append('\n');
    }
    return out.toString();
  }

  private static String quoted(String name) {
    return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }
}
