package io.github.drainagent;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The loader of the engine and its libraries. They lie in a folder of the agent's jar under a
 * suffix that no class path scanner opens; the parent is the boot loader, so nothing of the
 * application is seen from here and nothing here from the application.
 */
final class EngineLoader extends ClassLoader {

  private static final String FOLDER = "drain-agent/";

  static {
    registerAsParallelCapable();
  }

  private final JarFile jar;
  private final ProtectionDomain domain;

  EngineLoader(File file) throws IOException {
    super(null);
    // unverified: checking signatures is slow before the JIT is up, and starts security providers
    jar = new JarFile(file, false);
    PermissionCollection all = new AllPermission().newPermissionCollection();
    all.add(new AllPermission());
    domain = new ProtectionDomain((CodeSource) null, all);
  }

  String version() throws IOException {
    return jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
  }

  /** Class names of the server families in the jar. */
  List<String> families() throws IOException {
    List<String> names = new ArrayList<String>();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(read(FOLDER + "families")), "UTF-8"));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      names.add(line);
    }
    return names;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try {
      byte[] bytes = read(FOLDER + name.replace('.', '/') + ".classdata");
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length, domain);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    try {
      boolean isClass = name.endsWith(".class");
      byte[] bytes = read(FOLDER + name + (isClass ? "data" : ""));
      return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    } catch (IOException e) {
      return null;
    }
  }

  private byte @Nullable [] read(String path) throws IOException {
    JarEntry entry = jar.getJarEntry(path);
    if (entry == null) {
      return null;
    }
    InputStream in = jar.getInputStream(entry);
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) Math.max(32, entry.getSize()));
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    } finally {
      in.close();
    }
  }
}
