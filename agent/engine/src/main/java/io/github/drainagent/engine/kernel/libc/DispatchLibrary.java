package io.github.drainagent.engine.kernel.libc;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * JNA's native library: a file beside the agent's jar, for containers whose temporary folder is
 * read-only or {@code noexec}; else the one in the jar, which is in the temporary folder while it
 * is loaded.
 */
final class DispatchLibrary {

  private static final String NAME = "libjnidispatch.so";
  private static final int ATTEMPTS = 10;

  private DispatchLibrary() {}

  /**
   * @throws UnsatisfiedLinkError where the system does not take it
   */
  static void load() throws IOException {
    byte[] library = packed();
    Path beside = besideTheJar();
    if (beside != null && isSame(beside, library)) {
      System.load(beside.toString());
      return;
    }
    Path copy = newFile();
    try {
      Files.write(copy, library);
      System.load(copy.toString());
    } finally {
      Files.delete(copy); // it stays mapped
    }
  }

  /** Only one that belongs to whom the jar belongs: the jar may lie where everybody can write. */
  private static @Nullable Path besideTheJar() throws IOException {
    CodeSource source = DispatchLibrary.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      return null;
    }
    try {
      Path jar = Paths.get(source.getLocation().toURI()).toAbsolutePath();
      Path library = jar.resolveSibling(NAME);
      return Files.isRegularFile(library) && owner(library).equals(owner(jar)) ? library : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static Object owner(Path file) throws IOException {
    return Files.getAttribute(file, "unix:uid");
  }

  /** Another version has other natives, and of what is no library at all the JVM would warn. */
  private static boolean isSame(Path file, byte[] library) throws IOException {
    return Files.size(file) == library.length && Arrays.equals(Files.readAllBytes(file), library);
  }

  /** A file of our own that nobody else can write to. */
  private static Path newFile() throws IOException {
    Path folder = Paths.get(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    for (int i = 0; ; i++) {
      try {
        // no createTempFile: it would start the security providers
        return Files.createFile(
            folder.resolve("drain-agent-" + Long.toHexString(System.nanoTime())),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        if (i == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static byte[] packed() throws IOException {
    String arch = System.getProperty("os.arch", "");
    String path = "com/sun/jna/linux-" + (arch.equals("amd64") ? "x86-64" : arch) + "/" + NAME;
    try (InputStream in = DispatchLibrary.class.getClassLoader().getResourceAsStream(path)) {
      if (in == null) {
        throw new FileNotFoundException(path);
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }
}
