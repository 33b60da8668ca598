package io.github.drainagent.it.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** HAProxy with the configuration of docs/protocols.md, as any user. */
final class HaProxy {
  private static final String CONFIGURATION =
      """
      defaults
        mode http
        timeout connect 5s
        timeout client 30s
        timeout server 30s
        option redispatch 1

      frontend clients
        bind 127.0.0.1:PORT
        default_backend instances

      backend instances
        balance roundrobin
        default-server check inter 500ms
        server first 127.0.0.1:FIRST
        server second 127.0.0.1:SECOND
      """;

  private HaProxy() {}

  static Proxy start(Path folder, int first, int second) throws IOException, InterruptedException {
    Path program = Program.orSkip("haproxy");
    int port = Ports.free();
    Path file = folder.resolve("haproxy.cfg");
    Files.writeString(
        file,
        CONFIGURATION
            .replace("FIRST", Integer.toString(first))
            .replace("SECOND", Integer.toString(second))
            .replace("PORT", Integer.toString(port)));
    List<String> command = List.of(program.toString(), "-db", "-f", file.toString());
    return Proxy.start("haproxy", port, command, folder);
  }
}
