package io.github.drainagent.engine.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** The descriptors of this process, as {@code /proc/self/fd} and {@code fdinfo} tell of them. */
public final class OpenFiles {

  /** {@code include/uapi/asm-generic/fcntl.h}. */
  private static final int O_NONBLOCK = 04000;

  private static final String SOCKET = "socket:[";

  private final String folder;

  public OpenFiles() {
    this("/proc/self");
  }

  OpenFiles(String folder) {
    this.folder = folder;
  }

  /**
   * The inode of the socket under a descriptor, or -1 where it is none or can't be told.
   *
   * @param descriptor the descriptor's number
   */
  public long inode(int descriptor) {
    return inode(Integer.toString(descriptor));
  }

  private long inode(String descriptor) {
    try {
      String name = Files.readSymbolicLink(Paths.get(folder, "fd", descriptor)).toString();
      return name.startsWith(SOCKET)
          ? Long.parseLong(name.substring(SOCKET.length(), name.length() - 1))
          : -1;
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  /** The descriptors of all open sockets, by inode. */
  public Map<Long, Integer> sockets() {
    Map<Long, Integer> sockets = new HashMap<>();
    String[] names = new File(folder, "fd").list();
    for (String name : names == null ? new String[0] : names) {
      long inode = inode(name);
      if (inode >= 0) {
        sockets.put(inode, Integer.valueOf(name));
      }
    }
    return sockets;
  }

  /**
   * Whether calls on a descriptor return instead of waiting: O_NONBLOCK among the flags of its open
   * file, which {@code /proc} prints in octal.
   */
  public boolean isNonBlocking(int descriptor) {
    Path info = Paths.get(folder, "fdinfo", Integer.toString(descriptor));
    try {
      for (String line : Files.readAllLines(info, StandardCharsets.US_ASCII)) {
        if (line.startsWith("flags:")) {
          return (Long.parseLong(line.substring(6).trim(), 8) & O_NONBLOCK) != 0;
        }
      }
    } catch (IOException | RuntimeException e) {
      // it can't be told
    }
    return false;
  }
}
