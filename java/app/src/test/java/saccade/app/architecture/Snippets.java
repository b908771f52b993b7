package saccade.app.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.ToolProvider;

/** Classes made up on the spot, for rules to refuse. */
final class Snippets {
  private Snippets() {}

  /**
   * Compiles classes that hold fields of each other's types.
   *
   * @param folder an empty one
   * @param edges such as {@code saccade.model.A -> saccade.engine.B}
   */
  static JavaClasses compile(Path folder, String... edges) throws IOException {
    Map<String, List<String>> fields = new TreeMap<>();
    for (String edge : edges) {
      String[] ends = edge.split(" -> ");
      fields.computeIfAbsent(ends[0], name -> new ArrayList<>()).add(ends[1]);
      fields.computeIfAbsent(ends[1], name -> new ArrayList<>());
    }
    List<String> arguments =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-cp", "", "-d", folder.toString()));
    for (Map.Entry<String, List<String>> entry : fields.entrySet()) {
      arguments.add(write(folder, entry.getKey(), entry.getValue()).toString());
    }
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("javac refused " + String.join(", ", edges));
    }
    return new ClassFileImporter().importPath(folder);
  }

  private static Path write(Path folder, String name, List<String> used) throws IOException {
    int dot = name.lastIndexOf('.');
    String simple = name.substring(dot + 1);
    StringBuilder source = new StringBuilder("package " + name.substring(0, dot) + ";\n");
    source.append("public class ").append(simple).append(" {\n");
    for (int i = 0; i < used.size(); i++) {
      source.append("  public ").append(used.get(i)).append(" field").append(i).append(";\n");
    }
    Path file = folder.resolve("source").resolve(name.replace('.', '/')).resolve(simple + ".java");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source.append("}\n"));
  }
}
