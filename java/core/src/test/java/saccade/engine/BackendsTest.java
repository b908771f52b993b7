package saccade.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar for a newer Java on the class path is no reason to run nothing. */
class BackendsTest {
  private static final int MAGIC = 0xCAFEBABE;
  private static final short FAR_FUTURE = 999;

  @TempDir private Path folder;
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void putANewerBackendOnTheClassPath() throws Exception {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(Backend.class.getName()), "newer.Newer\nnewer.Missing\n");
    Path file = Files.createDirectories(folder.resolve("newer")).resolve("Newer.class");
    ByteBuffer header = ByteBuffer.allocate(64).putInt(MAGIC).putShort((short) 0);
    Files.write(file, header.putShort(FAR_FUTURE).array());
    URL[] urls = {folder.toUri().toURL()};
    Thread.currentThread().setContextClassLoader(new URLClassLoader(urls, before));
  }

  @AfterEach
  void takeItAway() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Test
  void theOthersAreThere() {
    assertEquals("scalar", Backends.named("scalar").name());
    assertTrue(Backends.all().stream().anyMatch(backend -> backend.name().equals("scalar")));
  }

  @Test
  void whoAsksForItIsToldWhy() {
    String said =
        assertThrows(IllegalArgumentException.class, () -> Backends.named("newer")).getMessage();
    assertTrue(said.startsWith("backend 'newer' is not installed; choose one of scalar"), said);
    assertTrue(said.contains("this Java cannot load another: "), said);
    assertTrue(said.contains("more recent version of the Java Runtime"), said);
    assertTrue(said.contains("newer.Missing"), said);
  }
}
