package io.github.drainagent.it.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Why a kernel did not take a connection, since its namespace began; only what is not zero. */
public record Counters(Map<String, Long> values) {
  /** Their names in net/ipv4/proc.c. */
  private static final List<String> NAMES =
      List.of(
          "TCPMinTTLDrop",
          "TCPReqQFullDoCookies",
          "TCPReqQFullDrop",
          "ListenOverflows",
          "ListenDrops",
          "SyncookiesSent",
          "SyncookiesRecv",
          "SyncookiesFailed");

  /** Those of the calling thread's namespace. */
  static Counters read() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/thread-self/net/netstat"));
    Map<String, Long> all = new TreeMap<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      String[] names = lines.get(i).split(" ");
      String[] counts = lines.get(i + 1).split(" ");
      for (int j = 1; j < names.length; j++) {
        all.put(names[j], Long.parseLong(counts[j]));
      }
    }
    all.keySet().retainAll(NAMES);
    all.values().removeIf(count -> count == 0);
    return new Counters(all);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
