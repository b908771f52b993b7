package saccade.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program, compiled and run as it stands there. */
class ReadmeTest {
  private static final String FENCE = "```";

  @Test
  void theProgramOfTheReadmePrintsWhatTheReadmeSays(@TempDir Path dir) throws Exception {
    String readme = Files.readString(Path.of("../../README.md"));
    String program = block(readme, FENCE + "java\n");
    String promised = block(readme.substring(readme.indexOf(program)), FENCE + "text\n");
    assertTrue(program.lines().count() <= 20, "the program has grown");
    Path source = dir.resolve("Hello.java");
    Files.writeString(source, program);
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                errors,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                dir.toString(),
                source.toString());
    assertEquals(0, code, () -> errors.toString(StandardCharsets.UTF_8));
    assertEquals(promised.strip(), run(dir).strip());
  }

  private static String block(String text, String opening) {
    int start = text.indexOf(opening) + opening.length();
    assertTrue(start >= opening.length(), "the README has no block " + opening.strip());
    return text.substring(start, text.indexOf(FENCE, start));
  }

  private static String run(Path classes) throws IOException, ReflectiveOperationException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      Method main = loader.loadClass("Hello").getMethod("main", String[].class);
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
