package io.github.drainagent.engine.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code /proc} tells any user about this network namespace's sockets
 * (Documentation/networking/proc_net_tcp.rst).
 */
public final class ProcNet {

  /** Flag of a row of {@code /proc/net/unix} whose socket listens ({@code linux/net.h}). */
  private static final int ACCEPTS = 1 << 16;

  /** Number, references and protocol; then the flags; then type and state; then the inode. */
  private static final int BEFORE_FLAGS = 3;

  private static final int BEFORE_INODE = 2;

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

  /** Whether a listening TCP socket with that inode exists. */
  public boolean isListening(long inode) {
    return queued(inode) >= 0;
  }

  /** How many connections of a listener nobody has accepted yet; -1 where there is no such one. */
  public int queued(long inode) {
    int[] queued = {-1};
    listeners(
        (row, line) -> {
          if (row.inode(line) == inode) {
            queued[0] = row.waiting;
          }
          return queued[0] < 0;
        });
    return queued[0];
  }

  /** The ports of all listening TCP sockets, by inode. */
  public Map<Long, Integer> listening() {
    Map<Long, Integer> ports = new HashMap<>();
    listeners(
        (row, line) -> {
          ports.put(row.inode(line), row.localPort);
          return true;
        });
    return ports;
  }

  /** The paths of all listening Unix-domain sockets, by inode; abstract ones begin with an at. */
  public Map<Long, String> listeningPaths() {
    Map<Long, String> paths = new HashMap<>();
    try (InputStream in = new FileInputStream(folder + "/net/unix")) {
      ProcLine line = new ProcLine(in);
      line.next(); // the heading
      while (line.next()) {
        line.skipFields(BEFORE_FLAGS);
        if (line.hex() == ACCEPTS) {
          line.skipFields(BEFORE_INODE);
          long inode = line.decimal();
          String path = line.rest();
          if (!path.isEmpty()) {
            paths.put(inode, path);
          }
        }
      }
    } catch (IOException e) {
      // not to be told
    }
    return paths;
  }

  /**
   * How many handshakes to a local port are half done: the SYN answered, the last ACK not here. The
   * table of a busy proxy has a hundred thousand rows, at 3 microseconds each on an idle machine,
   * and some twenty times as much until the code that reads it has been compiled.
   *
   * @param within nanoseconds that it may take
   * @return -1 where it would take longer
   */
  public int halfOpen(int port, long within) {
    int[] count = new int[1];
    boolean[] late = new boolean[1];
    long begun = System.nanoTime();
    rows(
        (row, line) -> {
          if (row.state == TcpRow.SYN_RECV && row.localPort == port) {
            count[0]++;
          }
          late[0] = System.nanoTime() - begun >= within;
          return !late[0];
        });
    return late[0] ? -1 : count[0];
  }

  private interface Visitor {
    /** Returns whether the walk goes on. */
    boolean see(TcpRow row, ProcLine line);
  }

  /** The kernel prints them first (net/ipv4/tcp_ipv4.c, tcp_seq_start), so the walk ends early. */
  private void listeners(Visitor visitor) {
    rows((row, line) -> row.state == TcpRow.LISTEN && visitor.see(row, line));
  }

  private void rows(Visitor visitor) {
    walk("tcp", visitor);
    walk("tcp6", visitor);
  }

  /** A busy machine has ten thousands of rows: no object is made of any of them. */
  private void walk(String table, Visitor visitor) {
    try (InputStream in = new FileInputStream(folder + "/net/" + table)) {
      ProcLine line = new ProcLine(in);
      TcpRow row = new TcpRow();
      line.next(); // the heading
      while (line.next()) {
        row.read(line);
        if (!visitor.see(row, line)) {
          return;
        }
      }
    } catch (IOException e) {
      // no IPv6, or no /proc: nothing to see
    }
  }
}
