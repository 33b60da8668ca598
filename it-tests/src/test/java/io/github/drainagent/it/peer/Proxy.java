package io.github.drainagent.it.peer;

import io.github.drainagent.it.process.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A running reverse proxy in front of two instances; all its files are in one folder. */
final class Proxy implements AutoCloseable {
  private static final int START_MILLIS = 20_000;

  private final String name;
  private final int port;
  private final Process process;
  private final Path log;

  private Proxy(String name, int port, Process process, Path log) {
    this.name = name;
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /** Returns when it listens. */
  static Proxy start(String name, int port, List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path log = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Proxy proxy = new Proxy(name, port, process, log);
    if (!Deadline.await(START_MILLIS, () -> !process.isAlive() || proxy.listens())
        || !process.isAlive()) {
      proxy.close();
      throw new IllegalStateException(name + " did not start: " + Files.readString(log));
    }
    return proxy;
  }

  int port() {
    return port;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public String toString() {
    return name;
  }
}
