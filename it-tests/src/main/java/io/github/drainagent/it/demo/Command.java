package io.github.drainagent.it.demo;

import io.github.drainagent.it.process.Jdks;
import io.github.drainagent.it.process.Launch;
import io.github.drainagent.it.process.ServerSpec;

/** Prints how a server of servers.csv is started on a port, a word a line. */
public final class Command {
  private Command() {}

  /** With the server's name and the port. */
  public static void main(String[] args) {
    Launch launch = Launch.server(Jdks.running(), ServerSpec.named(args[0]), args[1]);
    launch.command().forEach(System.out::println);
  }
}
