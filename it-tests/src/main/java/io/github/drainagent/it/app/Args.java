package io.github.drainagent.it.app;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Listen specs ({@code PORT}, {@code HOST:PORT}, {@code [::1]:PORT}, {@code unix:/path}) and flags
 * ({@code --name}).
 */
final class Args {
  final List<String> listens = new ArrayList<>();
  private final List<String> flags = new ArrayList<>();

  Args(String... args) {
    for (String arg : args) {
      (arg.startsWith("--") ? flags : listens).add(arg);
    }
  }

  boolean has(String flag) {
    return flags.contains(flag);
  }

  static boolean isUnix(String spec) {
    return spec.startsWith("unix:");
  }

  static InetSocketAddress address(String spec) {
    int colon = spec.lastIndexOf(':');
    String host = colon < 0 ? "127.0.0.1" : spec.substring(0, colon).replaceAll("[\\[\\]]", "");
    return new InetSocketAddress(host, Integer.parseInt(spec.substring(colon + 1)));
  }
}
