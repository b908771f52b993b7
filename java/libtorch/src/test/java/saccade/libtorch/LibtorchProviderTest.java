package saccade.libtorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import saccade.training.learner.LearnerProvider;
import saccade.training.learner.Learners;
import saccade.training.network.Architecture;

/** The provider is found, works, and says why where it does not. */
class LibtorchProviderTest {
  @Test
  void itIsFoundAsAService() {
    LearnerProvider provider = Learners.first();
    assertInstanceOf(LibtorchProvider.class, provider);
    assertEquals("libtorch", provider.name());
  }

  @Test
  void aLibraryThatDoesNotLoadIsReportedInOneSentence() {
    Optional<String> why =
        LibtorchProvider.why(
            () -> {
              throw new UnsatisfiedLinkError("no jnitorch in java.library.path");
            });
    assertTrue(why.isPresent());
    assertTrue(why.get().startsWith("libtorch did not load (java.lang.UnsatisfiedLinkError"));
    assertEquals(1, why.get().lines().count());
  }

  /** A class path without the library: the provider still loads and answers. */
  @Test
  void withoutTheJarsItSaysSo() throws Exception {
    URL[] ours = {
      location(LibtorchProvider.class),
      location(LearnerProvider.class),
      location(Architecture.class)
    };
    try (URLClassLoader alone = new URLClassLoader(ours, ClassLoader.getPlatformClassLoader())) {
      Class<?> type = alone.loadClass(LibtorchProvider.class.getName());
      Object provider = type.getConstructor().newInstance();
      Object why = type.getMethod("whyUnavailable").invoke(provider);
      String text = ((Optional<?>) why).orElseThrow().toString();
      assertTrue(text.contains("NoClassDefFoundError") || text.contains("ClassNotFound"), text);
    }
  }

  private static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }
}
