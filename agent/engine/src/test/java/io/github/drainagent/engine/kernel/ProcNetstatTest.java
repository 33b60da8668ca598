package io.github.drainagent.engine.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcNetstatTest {

  @TempDir Path folder;

  @Test
  void aCounterIsFoundByItsColumn() throws IOException {
    Path file = folder.resolve("netstat");
    String text =
        "TcpExt: SyncookiesSent SyncookiesRecv ListenOverflows\n"
            + "TcpExt: 7 5 4294967299\n"
            + "IpExt: InNoRoutes SyncookiesSent\n"
            + "IpExt: 1 2\n";
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII));
    ProcNetstat netstat = new ProcNetstat(file);
    assertEquals(7, netstat.applyAsLong("SyncookiesSent"));
    assertEquals(4_294_967_299L, netstat.applyAsLong("ListenOverflows"));
    assertEquals(0, netstat.applyAsLong("Nobody"));
  }

  @Test
  void withoutAFileNothingHasHappened() {
    assertEquals(0, new ProcNetstat(folder.resolve("none")).applyAsLong("SyncookiesSent"));
  }
}
