package saccade.bench.workload;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Workloads know what they are made of, and nobody who measures them. */
class WorkloadRoomTest {
  @Test
  void importsStayWithinWhatAWorkloadIsMadeOf() {
    JavaClasses room =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("saccade.bench.workload");
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify..",
            "tools.jackson..",
            "saccade.bench.workload",
            "saccade.model",
            "saccade.engine",
            "saccade.engine.scalar",
            "saccade.exact",
            "saccade.builtin",
            "saccade.environments..")
        .check(room);
  }
}
