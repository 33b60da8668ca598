package io.github.drainagent.it.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A running process whose output is kept; closing it kills it. */
public final class ServerProcess implements AutoCloseable {
  /** A second or two; on a machine that does much else Spring Boot took more than twenty. */
  private static final int START_MILLIS = 60_000;

  private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();

  static {
    // Ctrl-C on a demo or a test run leaves nothing behind
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> LIVE.forEach(Process::destroyForcibly), "kill-children"));
  }

  private final Process process;
  private final Lines stdout;
  private final Lines stderr;

  ServerProcess(Process process) {
    LIVE.add(process);
    this.process = process;
    this.stdout = new Lines(process.getInputStream(), "stdout-" + process.pid());
    this.stderr = new Lines(process.getErrorStream(), "stderr-" + process.pid());
  }

  /** Of a program that is no JVM. */
  public static ServerProcess of(String... command) throws IOException {
    return new ServerProcess(new ProcessBuilder(command).start());
  }

  /** Waits for one READY line and returns its port. */
  public int awaitPort() throws InterruptedException {
    return awaitPorts(1).get(0);
  }

  public List<Integer> awaitPorts(int count) throws InterruptedException {
    return awaitReady(count).stream().map(Integer::parseInt).toList();
  }

  /** What stands after READY: ports, or a path for a Unix-domain listener. */
  public List<String> awaitReady(int count) throws InterruptedException {
    awaitLine("READY ", count, START_MILLIS);
    return stdout().stream()
        .filter(line -> line.startsWith("READY "))
        .map(line -> line.substring("READY ".length()))
        .toList();
  }

  public void awaitLine(String prefix, int count, int millis) throws InterruptedException {
    if (!stdout.await(prefix, count, Deadline.in(millis))) {
      throw new IllegalStateException("no '" + prefix + "' in " + millis + " ms; " + output());
    }
  }

  /** Waits for a line of the agent, or of the JVM. */
  public void awaitErrorLine(String prefix, int millis) throws InterruptedException {
    if (!stderr.await(prefix, 1, Deadline.in(millis))) {
      throw new IllegalStateException("no '" + prefix + "' in " + millis + " ms; " + output());
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Sends TERM; not {@link Process#destroy}, which would close our end of the output too. */
  public void term() {
    process.toHandle().destroy();
  }

  public void signal(String name) throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
  }

  /** For applications that end with their input. */
  public void closeInput() throws IOException {
    process.getOutputStream().close();
  }

  public int awaitExit(int millis) throws InterruptedException {
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException("still running after " + millis + " ms; " + threadDump());
    }
    stdout.awaitEnd();
    stderr.awaitEnd();
    return process.exitValue();
  }

  /** What it has said; a JVM that hangs prints its threads on QUIT, which one wants to see then. */
  String threadDump() throws InterruptedException {
    try {
      signal("QUIT");
      stdout.await("JNI global ref", 1, Deadline.in(3_000));
    } catch (IOException e) {
      return output() + "\nno thread dump: " + e;
    }
    return output();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public List<String> stdout() {
    return stdout.all();
  }

  public List<String> stderr() {
    return stderr.all();
  }

  public String output() {
    return "stdout:\n" + String.join("\n", stdout()) + "\nstderr:\n" + String.join("\n", stderr());
  }

  @Override
  public void close() {
    process.destroyForcibly();
    LIVE.remove(process);
  }
}
