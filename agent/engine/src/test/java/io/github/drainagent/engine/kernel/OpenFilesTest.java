package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder as the kernel shows it, but of our making. */
class OpenFilesTest {

  @TempDir Path folder;
  private OpenFiles files;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectory(folder.resolve("fd"));
    files = new OpenFiles(folder.toString());
  }

  @Test
  void withoutAFolderThereIsNothingToSee() {
    OpenFiles none = new OpenFiles(folder.resolve("none").toString());
    assertEquals(-1, none.inode(3));
    assertEquals(Collections.emptyMap(), none.sockets());
  }

  @Test
  void anInodeIsReadFromTheDescriptorsLink() throws IOException {
    link(7, "socket:[4294967299]");
    link(8, "anon_inode:[eventpoll]");
    link(9, "pipe:[12]");
    assertEquals(4_294_967_299L, files.inode(7));
    assertEquals(-1, files.inode(8));
    assertEquals(-1, files.inode(9));
    assertEquals(-1, files.inode(10));
    assertEquals(Collections.singletonMap(4_294_967_299L, 7), files.sockets());
  }

  @Test
  void whetherADescriptorBlocksIsReadFromItsFlags() throws IOException {
    Files.createDirectory(folder.resolve("fdinfo"));
    info(7, "pos:\t0\nflags:\t02004002\nmnt_id:\t10\n");
    info(8, "pos:\t0\nflags:\t02000002\nmnt_id:\t10\n");
    info(9, "pos:\t4000\n");
    assertTrue(files.isNonBlocking(7));
    assertFalse(files.isNonBlocking(8));
    assertFalse(files.isNonBlocking(9), "not told");
    assertFalse(files.isNonBlocking(10), "not there");
  }

  private void info(int descriptor, String text) throws IOException {
    Files.write(folder.resolve("fdinfo/" + descriptor), text.getBytes(StandardCharsets.US_ASCII));
  }

  private void link(int descriptor, String to) throws IOException {
    Files.createSymbolicLink(folder.resolve("fd/" + descriptor), Paths.get(to));
  }
}
