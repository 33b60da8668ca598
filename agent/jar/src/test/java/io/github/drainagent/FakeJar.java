package io.github.drainagent;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.bytebuddy.ByteBuddy;

/** A jar with the shape of drain-agent.jar and an engine of the test's. */
final class FakeJar {

  private FakeJar() {}

  static File with(File folder) throws IOException {
    File file = new File(folder, "fake-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "1.2.3");
    try (JarOutputStream jar = new JarOutputStream(new FileOutputStream(file), manifest)) {
      add(jar, "families", "a.One\nb.Two\n".getBytes(StandardCharsets.UTF_8));
      String name = "io.github.drainagent.engine.Boot";
      byte[] bytes = new ByteBuddy().redefine(FakeEngine.class).name(name).make().getBytes();
      add(jar, "engine", archive(name.replace('.', '/') + ".class", bytes));
    }
    return file;
  }

  private static byte[] archive(String path, byte[] bytes) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(archive)) {
      zip.setMethod(ZipOutputStream.STORED);
      ZipEntry entry = new ZipEntry(path);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      entry.setCrc(sum.getValue());
      entry.setSize(bytes.length);
      zip.putNextEntry(entry);
      zip.write(bytes);
    }
    return archive.toByteArray();
  }

  private static void add(JarOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new ZipEntry("drain-agent/" + name));
    jar.write(bytes);
    jar.closeEntry();
  }
}
