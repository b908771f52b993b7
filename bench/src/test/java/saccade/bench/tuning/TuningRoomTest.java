package saccade.bench.tuning;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A tuning knows what was measured, and nobody who measures. */
class TuningRoomTest {
  @Test
  void importsStayWithinWhatATuningSays() {
    JavaClasses room =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("saccade.bench.tuning");
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "tools.jackson..",
            "saccade.bench.tuning",
            "saccade.bench.cpu",
            "saccade.model",
            "saccade.engine")
        .check(room);
  }

  @Test
  void theVersionIsTheBuilds() throws IOException {
    String parent = Files.readString(Path.of("..", "pom.xml"));
    assertTrue(
        parent.contains(
            "<artifactId>saccade-parent</artifactId>\n  <version>" + Version.TEXT + "<"),
        Version.TEXT);
  }
}
