package saccade.app.architecture;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules over all modules hold, and each of them can be broken. */
class FencesTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("saccade");

  @TempDir private Path folder;

  @Test
  void theRulesSeeEveryModule() {
    for (String name :
        List.of(
            "saccade.model.Network",
            "saccade.environments.Environment",
            "saccade.training.learner.Learner",
            "saccade.libtorch.TorchLearner",
            "saccade.app.Main",
            "saccade.app.play.Viewing")) {
      assertTrue(ALL.contain(name), name);
    }
  }

  static Stream<ArchRule> rules() {
    return Stream.concat(
        Stream.of(
            Fences.VECTOR_API,
            Fences.JOCL,
            Fences.JAVACPP,
            Fences.LIBTORCH,
            Fences.ONNX_RUNTIME,
            Fences.NO_CYCLES,
            Fences.ENVIRONMENTS_KNOW_NO_NETWORK,
            Fences.NOTHING_KNOWS_THE_COMMAND,
            Fences.ONLY_THE_COMMAND_PARSES_OPTIONS,
            Fences.PLAYING_KNOWS_NO_COMMAND_LINE,
            Fences.FLAG_VALUES_KNOW_ONLY_THE_MODEL),
        Fences.peersApart());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theRuleHolds(ArchRule rule) {
    rule.check(ALL);
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments(Fences.VECTOR_API, "saccade.engine.A -> jdk.incubator.vector.FloatVector"),
        arguments(Fences.VECTOR_API, "saccade.opencl.A -> jdk.incubator.vector.FloatVector"),
        arguments(Fences.JOCL, "saccade.vector.A -> org.jocl.CL"),
        arguments(Fences.JAVACPP, "saccade.app.A -> org.bytedeco.javacpp.Pointer"),
        arguments(Fences.JAVACPP, "saccade.training.A -> org.bytedeco.pytorch.Tensor"),
        arguments(Fences.LIBTORCH, "saccade.nativecore.A -> org.bytedeco.pytorch.Tensor"),
        arguments(Fences.ONNX_RUNTIME, "saccade.onnx.A -> ai.onnxruntime.OrtSession"),
        arguments(
            Fences.ENVIRONMENTS_KNOW_NO_NETWORK,
            "saccade.environments.A -> saccade.engine.Session"),
        arguments(
            Fences.ENVIRONMENTS_KNOW_NO_NETWORK,
            "saccade.environments.trace.A -> saccade.model.Network"),
        arguments(Fences.NOTHING_KNOWS_THE_COMMAND, "saccade.verify.A -> saccade.app.play.Setup"),
        arguments(Fences.ONLY_THE_COMMAND_PARSES_OPTIONS, "saccade.app.play.A -> picocli.Option"),
        arguments(
            Fences.PLAYING_KNOWS_NO_COMMAND_LINE, "saccade.app.play.A -> saccade.app.cli.Parse"),
        arguments(
            Fences.FLAG_VALUES_KNOW_ONLY_THE_MODEL, "saccade.app.cli.A -> saccade.engine.Session"));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void theRuleRefuses(ArchRule rule, String edge) throws IOException {
    assertTrue(isBroken(rule, edge));
  }

  static Stream<Arguments> allowed() {
    return Stream.of(
        arguments(Fences.VECTOR_API, "saccade.vector.A -> jdk.incubator.vector.FloatVector"),
        arguments(Fences.JOCL, "saccade.opencl.A -> org.jocl.CL"),
        arguments(Fences.JAVACPP, "saccade.nativecore.A -> org.bytedeco.javacpp.Pointer"),
        arguments(Fences.JAVACPP, "saccade.libtorch.A -> org.bytedeco.javacpp.Pointer"),
        arguments(Fences.LIBTORCH, "saccade.libtorch.A -> org.bytedeco.pytorch.Tensor"),
        arguments(Fences.ONNX_RUNTIME, "saccade.onnxruntime.A -> ai.onnxruntime.OrtSession"));
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void aFenceLetsItsOwnRoomThrough(ArchRule rule, String edge) throws IOException {
    assertFalse(isBroken(rule, edge));
  }

  @Test
  void twoPeersThatKnowEachOtherAreRefused() throws IOException {
    JavaClasses bad =
        Snippets.compile(
            folder,
            "saccade.engine.scalar.A -> saccade.vector.B",
            "saccade.vector.C -> saccade.opencl.D",
            "saccade.opencl.E -> saccade.nativecore.F",
            "saccade.nativecore.G -> saccade.onnxruntime.H",
            "saccade.onnxruntime.I -> saccade.engine.scalar.J");
    assertTrue(Fences.peersApart().allMatch(rule -> rule.evaluate(bad).hasViolation()));
  }

  @Test
  void aCycleOfPackagesIsRefused() throws IOException {
    assertTrue(
        isBroken(
            Fences.NO_CYCLES,
            "saccade.app.play.A -> saccade.app.proof.B",
            "saccade.app.proof.B -> saccade.app.play.A"));
  }

  @Test
  void aCycleThroughThreeModulesIsRefused() throws IOException {
    assertTrue(
        isBroken(
            Fences.NO_CYCLES,
            "saccade.environments.A -> saccade.environments.breakout.B",
            "saccade.environments.breakout.B -> saccade.model.C",
            "saccade.model.C -> saccade.environments.A"));
  }

  private boolean isBroken(ArchRule rule, String... edges) throws IOException {
    return rule.evaluate(Snippets.compile(folder, edges)).hasViolation();
  }
}
