package saccade.app.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Rules over all modules: fences around libraries, and who may know whom. */
final class Fences {
  private static final String PROJECT = "saccade..";
  private static final String ENVIRONMENTS = "saccade.environments..";
  private static final String COMMAND = "saccade.app..";

  static final ArchRule VECTOR_API = fence("jdk.incubator..", "saccade.vector..");
  static final ArchRule JOCL = fence("org.jocl..", "saccade.opencl..");
  static final ArchRule JAVACPP =
      fence("org.bytedeco..", "saccade.nativecore..", "saccade.ale..", "saccade.libtorch..");
  static final ArchRule LIBTORCH = fence("org.bytedeco.pytorch..", "saccade.libtorch..");
  static final ArchRule ONNX_RUNTIME = fence("ai.onnxruntime..", "saccade.onnxruntime..");

  static final ArchRule NO_CYCLES = slices().matching("saccade.(**)").should().beFreeOfCycles();

  static final ArchRule ENVIRONMENTS_KNOW_NO_NETWORK =
      noClasses()
          .that()
          .resideInAPackage(ENVIRONMENTS)
          .should()
          .dependOnClassesThat(outside(ENVIRONMENTS));

  static final ArchRule NOTHING_KNOWS_THE_COMMAND =
      noClasses()
          .that()
          .resideOutsideOfPackage(COMMAND)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(COMMAND);

  static final ArchRule ONLY_THE_COMMAND_PARSES_OPTIONS =
      noClasses()
          .that()
          .resideOutsideOfPackage("saccade.app")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");

  static final ArchRule PLAYING_KNOWS_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("saccade.app.play..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("saccade.app", "saccade.app.cli..", "saccade.app.proof..");

  static final ArchRule FLAG_VALUES_KNOW_ONLY_THE_MODEL =
      classes()
          .that()
          .resideInAPackage("saccade.app.cli..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "saccade.app.cli..", "saccade.model..");

  private static final List<String> PEERS =
      List.of(
          "saccade.engine.scalar..",
          "saccade.vector..",
          "saccade.opencl..",
          "saccade.nativecore..",
          "saccade.onnxruntime..");

  private Fences() {}

  /** One rule per peer: it knows no other peer. */
  static Stream<ArchRule> peersApart() {
    return PEERS.stream()
        .map(
            peer ->
                noClasses()
                    .that()
                    .resideInAPackage(peer)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(without(peer))
                    .allowEmptyShould(true));
  }

  private static String[] without(String peer) {
    return PEERS.stream().filter(other -> !other.equals(peer)).toArray(String[]::new);
  }

  private static ArchRule fence(String library, String... rooms) {
    return noClasses()
        .that()
        .resideInAPackage(PROJECT)
        .and()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because(library + " stays within " + Arrays.toString(rooms))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> outside(String room) {
    return JavaClass.Predicates.resideInAPackage(PROJECT)
        .and(JavaClass.Predicates.resideOutsideOfPackage(room));
  }
}
