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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Imports never turn round, and the library depends on the JDK alone. */
class RoomsTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("saccade");

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
    "saccade.verify.metamorphic, saccade.engine saccade.exact saccade.model",
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
    slices().matching("saccade.(**)").should().beFreeOfCycles().check(CORE);
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

  /** The rules can fail: tests depend on JUnit, and the engine does use the model. */
  @Test
  void aRuleSeesAnImportThatIsNotAllowed() {
    JavaClasses tests = new ClassFileImporter().importClasses(RoomsTest.class);
    assertTrue(mayUse("saccade..").evaluate(tests).hasViolation());
    assertTrue(mayUse("saccade.engine").evaluate(CORE).hasViolation());
    assertFalse(mayUse("saccade.engine", "saccade.model").evaluate(CORE).hasViolation());
  }
}
