package io.github.drainagent.engine.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** {@code include/uapi/asm-generic/fcntl.h}. */
  private static final int O_NONBLOCK = 04000;

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

  /** Whether a listening TCP socket with that inode exists. */
  public boolean isListening(long inode) {
    boolean[] found = new boolean[1];
    // The kernel prints listeners first (net/ipv4/tcp_ipv4.c, tcp_seq_start), so the walk ends
    // early.
    rows(
        (port, state, line) -> {
          found[0] |= state == LISTEN && line.inode() == inode;
          return state == LISTEN && !found[0];
        });
    return found[0];
  }

  /** How many handshakes to a local port are half done: the SYN answered, the last ACK not here. */
  public int halfOpen(int port) {
    int[] count = new int[1];
    rows(
        (rowPort, state, line) -> {
          if (state == SYN_RECV && rowPort == port) {
            count[0]++;
          }
          return true;
        });
    return count[0];
  }

  private interface Row {
    /** Returns whether the walk goes on. */
    boolean see(int port, int state, Line line);
  }

  private void rows(Row row) {
    walk("tcp", row);
    walk("tcp6", row);
  }

  /** A busy machine has ten thousands of rows: no object is made of any of them. */
  private void walk(String table, Row row) {
    try (InputStream in = new FileInputStream(folder + "/net/" + table)) {
      Line line = new Line();
      line.next(in); // the heading
      while (line.next(in)) {
        line.skipTo(':'); // its number
        line.skipTo(':'); // the local address
        int port = line.hex();
        line.skipTo(' ');
        line.skipTo(' '); // the peer
        if (!row.see(port, line.hex(), line)) {
          return;
        }
      }
    } catch (IOException e) {
      // no IPv6, or no /proc: nothing to see
    }
  }

  /** A window on the file that moves from line to line. */
  private static final class Line {

    /** Queues, timer, retransmits, uid, timeout. */
    private static final int BEFORE_INODE = 5;

    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private int filled;

    boolean next(InputStream in) throws IOException {
      at = end;
      while (true) {
        for (int i = at; i < filled; i++) {
          if (buffer[i] == '\n') {
            end = i + 1;
            return true;
          }
        }
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        filled -= at;
        at = 0;
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read <= 0) {
          return false;
        }
        filled += read;
      }
    }

    void skipTo(char stop) {
      while (at < end && buffer[at++] != stop) {
        continue; // at is behind it then
      }
    }

    int hex() {
      int value = 0;
      for (; at < end && Character.digit(buffer[at], 16) >= 0; at++) {
        value = value * 16 + Character.digit(buffer[at], 16);
      }
      return value;
    }

    /** The inode; asked for when the state has been read. */
    long inode() {
      for (int field = 0; field < BEFORE_INODE; field++) {
        while (at < end && buffer[at] == ' ') {
          at++;
        }
        skipTo(' ');
      }
      while (at < end && buffer[at] == ' ') {
        at++;
      }
      long value = 0;
      for (; at < end && buffer[at] >= '0' && buffer[at] <= '9'; at++) {
        value = value * 10 + (buffer[at] - '0');
      }
      return value;
    }
  }
}
