package io.github.drainagent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.ProtectionDomain;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The loader of the engine and its libraries. They lie in an archive in the agent's jar that no
 * class path scanner opens; the parent is the boot loader, so nothing of the application is seen
 * from here and nothing here from the application.
 */
final class EngineLoader extends ClassLoader {

  static final String ENGINE = "engine";

  /** Of the program in the same jar, which needs nothing of the engine. */
  static final String PROVE = "prove";

  private static final String FOLDER = "drain-agent/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ClassArchive classes;
  private final ProtectionDomain domain;

  EngineLoader(File file, String archive) throws IOException {
    super(null);
    // unverified: checking signatures is slow before the JIT is up, and starts security providers
    jar = new JarFile(file, false);
    classes = new ClassArchive(jar, FOLDER + archive);
    PermissionCollection all = new AllPermission().newPermissionCollection();
    all.add(new AllPermission());
    // that of the entry: the engine looks beside the jar for what an administrator has put there
    CodeSource source = EngineLoader.class.getProtectionDomain().getCodeSource();
    domain = new ProtectionDomain(source, all);
  }

  String version() throws IOException {
    return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
  }

  /** Class names of the server families in the jar, separated by blanks. */
  String families() throws IOException {
    byte[] lines = read(FOLDER + "families");
    return lines == null ? "" : new String(lines, "UTF-8").trim().replace('\n', ' ');
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      ByteBuffer bytes = classes.get(name.replace('.', '/') + ".class");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      ByteBuffer file = classes.get(name);
      if (file != null) {
        return new ByteArrayInputStream(file.array(), file.position(), file.remaining());
      }
      byte[] bytes = read(FOLDER + name);
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  private byte @Nullable [] read(String path) throws IOException {
    return read(jar, path);
  }

  /** A whole entry, or {@code null} where there is none. */
  static byte @Nullable [] read(JarFile jar, String path) throws IOException {
    JarEntry entry = jar.getJarEntry(path);
    if (entry == null) {
      return null;
    }
    byte[] bytes = new byte[(int) entry.getSize()];
    InputStream in = jar.getInputStream(entry);
    try {
      for (int at = 0; at < bytes.length; ) {
        int n = in.read(bytes, at, bytes.length - at);
        if (n < 0) {
          throw new IOException(entry + " ends after " + at + " bytes");
        }
        at += n;
      }
    } finally {
      in.close();
    }
    return bytes;
  }
}
