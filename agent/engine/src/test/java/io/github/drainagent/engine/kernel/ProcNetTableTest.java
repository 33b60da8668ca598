package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as the kernel prints them (net/ipv4/tcp_ipv4.c, tcp4_seq_show), but of our making. */
class ProcNetTableTest {

  private static final String FOUR = "0100007F";
  private static final String SIX = "00000000000000000000000001000000";
  private static final int LISTEN = 0x0A;
  private static final int ESTABLISHED = 0x01;
  private static final int SYN_RECV = 0x03;

  @TempDir Path folder;
  private final StringBuilder tcp = new StringBuilder(heading());
  private final StringBuilder tcp6 = new StringBuilder(heading());
  private ProcNet proc;

  @BeforeEach
  void folders() throws IOException {
    Files.createDirectory(folder.resolve("net"));
    Files.createDirectory(folder.resolve("fd"));
    proc = new ProcNet(folder.toString());
  }

  private static String heading() {
    return String.format(
        "%-149s%n",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt"
            + "   uid  timeout inode");
  }

  private static void row(
      StringBuilder table, int number, String address, int port, int state, long inode) {
    table.append(
        String.format(
            "%-149s%n",
            String.format(
                "%4d: %s:%04X %s:%04X %02X %08X:%08X %02X:%08X %08X %5d %8d %d 1 %016x 100 0 0 10 0",
                number, address, port, address, 0xABCD, state, 1, 2, 0, 0, 0, 1000, 0, inode, 7)));
  }

  private void write() throws IOException {
    Files.write(folder.resolve("net/tcp"), tcp.toString().getBytes(StandardCharsets.US_ASCII));
    Files.write(folder.resolve("net/tcp6"), tcp6.toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void anEmptyTableIsNoListenerAndNoHandshake() throws IOException {
    write();
    assertTrue(proc.isThere());
    assertFalse(proc.isListening(0));
    assertEquals(0, proc.halfOpen(0));
  }

  @Test
  void withoutAFileThereIsNothingToSee() {
    assertFalse(proc.isThere());
    assertFalse(proc.isListening(4711));
    assertEquals(0, proc.halfOpen(8080));
    assertEquals(-1, proc.inode(3));
  }

  @Test
  void withoutIpv6TheOtherTableIsRead() throws IOException {
    row(tcp, 0, FOUR, 8080, LISTEN, 4711);
    write();
    Files.delete(folder.resolve("net/tcp6"));
    assertTrue(proc.isListening(4711));
  }

  @Test
  void aListenerIsFoundByItsInodeInBothTables() throws IOException {
    row(tcp, 0, FOUR, 8080, LISTEN, 4711);
    row(tcp, 1, FOUR, 8081, ESTABLISHED, 4712);
    row(tcp6, 0, SIX, 8080, LISTEN, 4_294_967_299L);
    row(tcp6, 1, SIX, 8080, ESTABLISHED, 4714);
    write();
    assertTrue(proc.isListening(4711));
    assertTrue(proc.isListening(4_294_967_299L), "inodes are longer than an int");
    assertFalse(proc.isListening(4712), "a connection is no listener");
    assertFalse(proc.isListening(4714));
    assertFalse(proc.isListening(471));
    assertFalse(proc.isListening(8080), "that is a port");
  }

  @Test
  void handshakesAreCountedOnTheirPortOnlyAndInBothTables() throws IOException {
    row(tcp, 0, FOUR, 8080, LISTEN, 4711);
    row(tcp, 1, FOUR, 8080, SYN_RECV, 0);
    row(tcp, 2, FOUR, 8081, SYN_RECV, 0);
    row(tcp, 3, FOUR, 8080, ESTABLISHED, 4712);
    row(tcp6, 0, SIX, 8080, SYN_RECV, 0);
    row(tcp6, 1, SIX, 8080, SYN_RECV, 0);
    write();
    assertEquals(3, proc.halfOpen(8080));
    assertEquals(1, proc.halfOpen(8081));
    assertEquals(0, proc.halfOpen(0xABCD), "that is the client's port");
  }

  @Test
  void aTableLargerThanTheBufferIsReadToItsEnd() throws IOException {
    int rows = 12_000; // 1.8 MB, and numbers of five digits, which shift the columns
    for (int i = 0; i < rows; i++) {
      row(tcp, i, FOUR, 8080, i % 3 == 0 ? SYN_RECV : ESTABLISHED, i);
      row(tcp6, i, SIX, 8080, i < rows - 1 ? LISTEN : SYN_RECV, 1_000_000 + i);
    }
    write();
    assertEquals(rows / 3 + 1, proc.halfOpen(8080));
    assertTrue(proc.isListening(1_000_000 + rows - 2));
    assertFalse(proc.isListening(1_000_000 + rows - 1));
  }

  @Test
  void anInodeIsReadFromTheDescriptorsLink() throws IOException {
    link(7, "socket:[4294967299]");
    link(8, "anon_inode:[eventpoll]");
    link(9, "pipe:[12]");
    assertEquals(4_294_967_299L, proc.inode(7));
    assertEquals(-1, proc.inode(8));
    assertEquals(-1, proc.inode(9));
    assertEquals(-1, proc.inode(10));
  }

  @Test
  void whetherADescriptorBlocksIsReadFromItsFlags() throws IOException {
    Files.createDirectory(folder.resolve("fdinfo"));
    info(7, "pos:\t0\nflags:\t02004002\nmnt_id:\t10\n");
    info(8, "pos:\t0\nflags:\t02000002\nmnt_id:\t10\n");
    info(9, "pos:\t4000\n");
    assertTrue(proc.isNonBlocking(7));
    assertFalse(proc.isNonBlocking(8));
    assertFalse(proc.isNonBlocking(9), "not told");
    assertFalse(proc.isNonBlocking(10), "not there");
  }

  private void info(int descriptor, String text) throws IOException {
    Files.write(folder.resolve("fdinfo/" + descriptor), text.getBytes(StandardCharsets.US_ASCII));
  }

  private void link(int descriptor, String to) throws IOException {
    Files.createSymbolicLink(folder.resolve("fd/" + descriptor), Paths.get(to));
  }
}
