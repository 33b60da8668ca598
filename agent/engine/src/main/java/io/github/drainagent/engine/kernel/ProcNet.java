package io.github.drainagent.engine.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * What {@code /proc} tells any user about this network namespace's TCP sockets
 * (Documentation/networking/proc_net_tcp.rst): the first field of a row is {@code address:port},
 * then comes the peer's, then the state, and the tenth is the inode.
 */
public final class ProcNet {

  private static final int LISTEN = 0x0A;
  private static final int SYN_RECV = 0x03;
  private static final int BUFFER = 1 << 16;

  private final String folder;

  public ProcNet() {
    this("/proc/self");
  }

  ProcNet(String folder) {
    this.folder = folder;
  }

  /** Whether there is a {@code /proc} to ask. */
  public boolean isThere() {
    return Files.isReadable(Paths.get(folder, "net", "tcp"));
  }

  /**
   * The inode of the socket under a descriptor, or -1 where it is none or can't be told.
   *
   * @param descriptor the descriptor's number
   */
  public long inode(int descriptor) {
    try {
      Path link = Files.readSymbolicLink(Paths.get(folder, "fd", Integer.toString(descriptor)));
      String name = link.toString();
      boolean socket = name.startsWith("socket:[");
      return socket ? Long.parseLong(name.substring(8, name.length() - 1)) : -1;
    } catch (IOException | RuntimeException e) {
      return -1;
    }
  }

  /** Whether a listening TCP socket with that inode exists. */
  public boolean isListening(long inode) {
    boolean[] found = new boolean[1];
    // The kernel prints listeners first (net/ipv4/tcp_ipv4.c, tcp_seq_start), so the walk ends
    // early.
    rows(
        (port, state, rowInode) -> {
          found[0] |= state == LISTEN && rowInode == inode;
          return state == LISTEN && !found[0];
        });
    return found[0];
  }

  /** How many handshakes to a local port are half done: the SYN answered, the last ACK not here. */
  public int halfOpen(int port) {
    int[] count = new int[1];
    rows(
        (rowPort, state, inode) -> {
          if (state == SYN_RECV && rowPort == port) {
            count[0]++;
          }
          return true;
        });
    return count[0];
  }

  private interface Row {
    /** Returns whether the walk goes on. */
    boolean see(int port, int state, long inode);
  }

  private void rows(Row row) {
    walk("tcp", row);
    walk("tcp6", row);
  }

  private void walk(String table, Row row) {
    try (InputStream in = new FileInputStream(folder + "/net/" + table)) {
      byte[] buffer = new byte[BUFFER];
      int filled = 0;
      int read;
      boolean first = true;
      while ((read = in.read(buffer, filled, buffer.length - filled)) > 0) {
        filled += read;
        int from = 0;
        for (int end = newline(buffer, from, filled);
            end >= 0;
            end = newline(buffer, from, filled)) {
          if (!first && !parse(new String(buffer, 0, from, end - from), row)) {
            return;
          }
          first = false;
          from = end + 1;
        }
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
      }
    } catch (IOException e) {
      // no IPv6, or no /proc: nothing to see
    }
  }

  private static int newline(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static boolean parse(String line, Row row) {
    String[] field = line.trim().split(" +");
    if (field.length < 10) {
      return true;
    }
    int port = Integer.parseInt(field[1].substring(field[1].lastIndexOf(':') + 1), 16);
    return row.see(port, Integer.parseInt(field[3], 16), Long.parseLong(field[9]));
  }
}
