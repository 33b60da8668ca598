package io.github.drainagent.it.process;

import java.util.List;
import java.util.concurrent.ThreadFactory;

/**
 * What lies between the clients and the server.
 *
 * @param listen what the server is told to listen on, see {@code Args}
 * @param server the address under which the clients reach it
 * @param enter what to put before the server's command to have it run there
 * @param clients threads whose sockets are at the clients' end
 */
public record Network(String listen, String server, List<String> enter, ThreadFactory clients) {
  /** Nothing: both ends are this machine. */
  public static final Network LOOPBACK = new Network("0", "127.0.0.1", List.of(), Thread::new);
}
