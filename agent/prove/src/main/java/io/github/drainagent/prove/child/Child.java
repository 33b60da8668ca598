package io.github.drainagent.prove.child;

import io.github.drainagent.prove.result.NotMeasurable;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The command under test and all processes it brings about. Closing it kills whoever is left, and
 * so does the end of this JVM.
 */
public final class Child implements Server, AutoCloseable {

  private static final String MARK = "PROVE_RUN";
  private static final Set<Child> LIVE = ConcurrentHashMap.newKeySet();
  private static final int LAUNCHER_MILLIS = 2_000;
  private static final int OUTPUT_MILLIS = 500;

  static {
    // Ctrl-C leaves nobody behind
    Runtime.getRuntime().addShutdownHook(new Thread(Child::closeAll, "kill-children"));
  }

  private static boolean over;

  private final Process process;
  private final int root;
  private final Kin kin;
  private final Output output = new Output();
  private int server;

  private Child(Process process, String mark) {
    this.process = process;
    this.root = Signals.pid(process);
    this.server = root;
    this.kin = new Kin(root, MARK + "=" + mark);
  }

  /**
   * Starts the command.
   *
   * @param settings of the agent; {@code null} starts it without
   * @throws NotMeasurable where there is no such command, or it has the agent in it
   */
  public static Child start(List<String> command, File jar, @Nullable String settings)
      throws NotMeasurable {
    Environment environment = new Environment(jar, settings == null ? "" : settings);
    for (String word : command) {
      if (environment.isAgent(word)) {
        throw new NotMeasurable("leave " + word + " out of the command: prove adds it by itself");
      }
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    environment.set(builder.environment(), settings != null);
    String mark = UUID.randomUUID().toString();
    builder.environment().put(MARK, mark);
    builder.redirectInput(new File("/dev/null"));
    // no child may be born once the others have been killed
    synchronized (LIVE) {
      if (over) {
        throw new NotMeasurable("interrupted");
      }
      return start(builder, mark);
    }
  }

  private static Child start(ProcessBuilder builder, String mark) throws NotMeasurable {
    try {
      Child child = new Child(builder.start(), mark);
      LIVE.add(child);
      child.output.read(child.process.getInputStream(), "stdout");
      child.output.read(child.process.getErrorStream(), "stderr");
      return child;
    } catch (IOException e) {
      throw new NotMeasurable("the command can't be started: " + e.getMessage());
    }
  }

  private static void closeAll() {
    synchronized (LIVE) {
      over = true;
      LIVE.forEach(Child::close);
    }
  }

  /** Whether nobody of it is there any more. */
  public boolean isGone() {
    return !process.isAlive() && kin.members().isEmpty();
  }

  /** The code with which the command ended; only to be asked when it has. */
  public int launcherExit() {
    return process.exitValue();
  }

  /**
   * Finds the process that listens on the port: a shell or a script may stand between it and us.
   *
   * @return false where none of them does, as far as can be seen; then it is the command itself
   */
  public boolean findServer(int port) {
    Set<String> listeners = Proc.listeners(port);
    int found = 0;
    for (int pid : kin.members()) {
      // a child of the server may have inherited its listener: the eldest is meant
      if (Proc.hasOpen(pid, listeners::contains) && (found == 0 || pid == Proc.parent(found))) {
        found = pid;
      }
    }
    server = found == 0 ? root : found;
    return found != 0;
  }

  /** Whether the server has the file open. */
  public boolean hasOpen(File file) {
    return Proc.hasOpen(server, file.getAbsolutePath()::equals);
  }

  @Override
  public int pid() {
    return server;
  }

  /** Whether the server is not the command itself. */
  public boolean isBehindLauncher() {
    return server != root;
  }

  @Override
  public String command() {
    return Proc.command(server);
  }

  public Output output() {
    return output;
  }

  @Override
  public void term() {
    Signals.term(server);
  }

  @Override
  public boolean hasEnded() {
    return Proc.isGone(server);
  }

  /** Its exit code, or that of the script that has waited for it; {@code null} if nobody did. */
  @Override
  public @Nullable Integer exitCode() throws InterruptedException {
    boolean ended = process.waitFor(LAUNCHER_MILLIS, TimeUnit.MILLISECONDS);
    output.awaitEnd(OUTPUT_MILLIS);
    return ended ? (Integer) process.exitValue() : null;
  }

  @Override
  public void close() {
    kin.kill();
    LIVE.remove(this);
  }
}
