package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    assertEquals(0, proc.halfOpen(0, Long.MAX_VALUE));
  }

  @Test
  void withoutAFileThereIsNothingToSee() {
    assertFalse(proc.isThere());
    assertFalse(proc.isListening(4711));
    assertEquals(0, proc.halfOpen(8080, Long.MAX_VALUE));
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
    assertEquals(3, proc.halfOpen(8080, Long.MAX_VALUE));
    assertEquals(1, proc.halfOpen(8081, Long.MAX_VALUE));
    assertEquals(0, proc.halfOpen(0xABCD, Long.MAX_VALUE), "that is the client's port");
  }

  @Test
  void aTableThatTakesTooLongToReadIsGivenUp() throws IOException {
    row(tcp, 0, FOUR, 8081, ESTABLISHED, 4711);
    row(tcp, 1, FOUR, 8080, SYN_RECV, 0);
    write();
    assertEquals(-1, proc.halfOpen(8080, 0));
    assertEquals(1, proc.halfOpen(8080, Long.MAX_VALUE));
  }

  @Test
  void aTableLargerThanTheBufferIsReadToItsEnd() throws IOException {
    int rows = 12_000; // 1.8 MB, and numbers of five digits, which shift the columns
    for (int i = 0; i < rows; i++) {
      row(tcp, i, FOUR, 8080, i % 3 == 0 ? SYN_RECV : ESTABLISHED, i);
      row(tcp6, i, SIX, 8080, i < rows - 1 ? LISTEN : SYN_RECV, 1_000_000 + i);
    }
    write();
    assertEquals(rows / 3 + 1, proc.halfOpen(8080, Long.MAX_VALUE));
    assertTrue(proc.isListening(1_000_000 + rows - 2));
    assertFalse(proc.isListening(1_000_000 + rows - 1));
  }

  @Test
  void whatAListenersQueueHoldsIsInItsRow() throws IOException {
    row(tcp, 0, FOUR, 8080, LISTEN, 4711);
    row(tcp6, 0, SIX, 8081, LISTEN, 4712);
    row(tcp6, 1, SIX, 8081, ESTABLISHED, 4713);
    write();
    assertEquals(2, proc.queued(4711));
    assertEquals(2, proc.queued(4712));
    assertEquals(-1, proc.queued(4713), "a connection");
    Map<Long, Integer> listening = new HashMap<>();
    listening.put(4711L, 8080);
    listening.put(4712L, 8081);
    assertEquals(listening, proc.listening());
  }

  @Test
  void unixDomainListenersAreToldByTheirPaths() throws IOException {
    write();
    String table =
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "0000000000000000: 00000002 00000000 00010000 0001 01 20 /run/a b.sock\n"
            + "0000000000000000: 00000003 00000000 00000000 0001 03 21 /run/a b.sock\n"
            + "0000000000000000: 00000002 00000000 00000000 0002 01 22\n"
            + "0000000000000000: 00000002 00000000 00010000 0001 01 23 @abstract\n";
    Files.write(folder.resolve("net/unix"), table.getBytes(StandardCharsets.ISO_8859_1));
    Map<Long, String> paths = new HashMap<>();
    paths.put(20L, "/run/a b.sock");
    paths.put(23L, "@abstract");
    assertEquals(paths, proc.listeningPaths());
  }

  @Test
  void aPathOfALocalSocketIsFoundByItsInodeWhereItListens() throws IOException {
    String table =
        "Num       RefCount Protocol Flags    Type St Inode Path\n"
            + "0000000000000000: 00000002 00000000 00010000 0001 01 21445 /run/with a blank\n"
            + "ffff8881054a4c00: 00000002 00000000 00010000 0005 01 4294967299 @abstract\n"
            + "0000000000000000: 00000003 00000000 00000000 0001 03 21446 /run/with a blank\n"
            + "0000000000000000: 00000002 00000000 00010000 0001 01 21447\n"
            + "0000000000000000: 00000003 00000000 00000000 0002 01 21448\n";
    Files.write(folder.resolve("net/unix"), table.getBytes(StandardCharsets.US_ASCII));
    Map<Long, String> expected = new HashMap<>();
    expected.put(21445L, "/run/with a blank");
    expected.put(4_294_967_299L, "@abstract");
    assertEquals(expected, proc.listeningPaths());
  }
}
