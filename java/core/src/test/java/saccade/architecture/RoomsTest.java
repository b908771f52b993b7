package saccade.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports never turn round, and the library depends on the JDK alone. */
class RoomsTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("saccade");

  @TempDir private Path folder;

  private static ArchRule mayUse(String room, String... others) {
    List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify..", room));
    allowed.addAll(Arrays.asList(others));
    return classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "saccade.model, ''",
    "saccade.engine, saccade.model",
    "saccade.engine.scalar, saccade.engine saccade.model",
    "saccade.exact, saccade.engine saccade.model",
    "saccade.onnx, saccade.model",
    "saccade.builtin, saccade.engine saccade.model",
    "saccade.verify.reference, saccade.model",
    "saccade.verify, saccade.verify.reference saccade.engine saccade.model saccade.onnx",
    "saccade.verify.literal, saccade.verify.reference saccade.engine saccade.model",
    "saccade.verify.metamorphic, saccade.engine saccade.exact saccade.model",
    "saccade.verify.generator, saccade.engine saccade.exact saccade.model"
        + " saccade.verify saccade.verify.metamorphic saccade.verify.reference",
    "saccade.verify.selftest, saccade.engine saccade.engine.scalar saccade.exact saccade.model"
        + " saccade.verify saccade.verify.generator saccade.verify.metamorphic"
        + " saccade.verify.reference",
  })
  void aRoomUsesOnlyTheRoomsBelowIt(String room, String below) {
    String[] others = below.isEmpty() ? new String[0] : below.split(" ");
    mayUse(room, others).check(CORE);
  }

  @Test
  void theReferencesShareNoCodeWithAnyBackend() {
    noClasses()
        .that()
        .resideInAPackage("saccade.verify.reference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("saccade.engine..", "saccade.exact..")
        .check(CORE);
  }

  @Test
  void noPackageStandsInACycle() {
    noCycles().check(CORE);
  }

  private static ArchRule noCycles() {
    return slices().matching("saccade.(**)").should().beFreeOfCycles();
  }

  @Test
  void theLibraryDependsOnNothingButTheJdk() {
    mayUse("saccade..").check(CORE);
  }

  @Test
  void incubatingAndNativeLibrariesStayOut() {
    fence().check(CORE);
  }

  private static ArchRule fence() {
    return noClasses()
        .that()
        .resideInAPackage("saccade..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jdk.incubator..", "org.jocl..", "org.bytedeco..", "ai.onnxruntime..");
  }

  @Test
  void noClassStandsOutsideTheRooms() throws IOException {
    ArchRule rule =
        classes()
            .should()
            .resideInAnyPackage(
                "saccade.model..",
                "saccade.engine",
                "saccade.engine.scalar..",
                "saccade.exact..",
                "saccade.onnx..",
                "saccade.builtin..",
                "saccade.verify",
                "saccade.verify.reference..",
                "saccade.verify.literal..",
                "saccade.verify.metamorphic..",
                "saccade.verify.generator..",
                "saccade.verify.selftest..");
    rule.check(CORE);
    assertTrue(isBroken(rule, "saccade.attic.Box -> saccade.model.Network"));
  }

  @ParameterizedTest
  @CsvSource({
    "saccade.model, '', saccade.model.A -> saccade.engine.Session",
    "saccade.engine, saccade.model, saccade.engine.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.engine, saccade.model, saccade.engine.A -> saccade.verify.Findings",
    "saccade.exact, saccade.engine, saccade.exact.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.onnx, saccade.model, saccade.onnx.A -> saccade.engine.Session",
    "saccade.builtin, saccade.engine, saccade.builtin.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.verify.reference, saccade.model,"
        + " saccade.verify.reference.A -> saccade.exact.Quantizer",
    "saccade.verify, saccade.engine, saccade.verify.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.verify, saccade.engine, saccade.verify.A -> saccade.verify.selftest.SelfTest",
    "saccade.verify.generator, saccade.engine,"
        + " saccade.verify.generator.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.verify.literal, saccade.engine,"
        + " saccade.verify.literal.A -> saccade.engine.scalar.ScalarBackend",
    "saccade.engine, saccade.model, saccade.engine.A -> saccade.app.Main",
  })
  void anImportThatTurnsRoundIsRefused(String room, String below, String edge) throws IOException {
    assertTrue(isBroken(mayUse(room, below), edge));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdk.incubator.vector.FloatVector",
        "org.jocl.CL",
        "org.bytedeco.javacpp.Pointer",
        "ai.onnxruntime.OrtSession"
      })
  void aLibraryInTheCoreIsRefused(String library) throws IOException {
    String edge = "saccade.engine.Intruder -> " + library;
    assertTrue(isBroken(fence(), edge));
    assertTrue(isBroken(mayUse("saccade.."), edge));
  }

  @Test
  void aCycleOfThreePackagesIsRefused() throws IOException {
    assertTrue(
        isBroken(
            noCycles(),
            "saccade.model.A -> saccade.engine.B",
            "saccade.engine.B -> saccade.exact.C",
            "saccade.exact.C -> saccade.model.A"));
  }

  private boolean isBroken(ArchRule rule, String... edges) throws IOException {
    return rule.evaluate(Snippets.compile(folder, edges)).hasViolation();
  }

  /** The rules can fail: tests depend on JUnit, and the engine does use the model. */
  @Test
  void aRuleSeesAnImportThatIsNotAllowed() {
    JavaClasses tests = new ClassFileImporter().importClasses(RoomsTest.class);
    assertTrue(mayUse("saccade..").evaluate(tests).hasViolation());
    assertTrue(mayUse("saccade.engine").evaluate(CORE).hasViolation());
    assertFalse(mayUse("saccade.engine", "saccade.model").evaluate(CORE).hasViolation());
  }
}
