package io.github.drainagent.it.net;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace that has no name and no file: it lives as long as this process holds its
 * descriptor and something runs in it, so nothing is left behind however the tests end.
 */
final class Namespace implements AutoCloseable {
  private final int fd;

  private Namespace(int fd) {
    this.fd = fd;
  }

  /** Needs CAP_SYS_ADMIN. */
  static Namespace create() throws IOException, InterruptedException {
    return onThreadOfItsOwn(
        () -> {
          Libc.check("unshare", Libc.unshare(Libc.CLONE_NEWNET));
          String path = "/proc/thread-self/ns/net";
          return new Namespace(Libc.check(path, Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC)));
        });
  }

  /**
   * Moves the calling thread here, for good: sockets that it opens and processes that it starts are
   * here. Only for threads that end afterwards.
   */
  void enter() throws IOException {
    Libc.check("setns", Libc.setns(fd, Libc.CLONE_NEWNET));
  }

  /** Runs the task here, on a thread of its own. */
  <T> T call(Callable<T> task) throws IOException, InterruptedException {
    return onThreadOfItsOwn(
        () -> {
          enter();
          return task.call();
        });
  }

  /** Runs {@code ip} here. */
  void ip(String arguments) throws IOException, InterruptedException {
    call(
        () -> {
          Process ip =
              new ProcessBuilder(("ip " + arguments).split(" ")).redirectErrorStream(true).start();
          String output = new String(ip.getInputStream().readAllBytes());
          if (ip.waitFor() != 0) {
            throw new IOException("ip " + arguments + ": " + output.trim());
          }
          return output;
        });
  }

  /** What to put before a command to have it run here, under the same process id. */
  List<String> command() {
    return List.of("nsenter", "--net=/proc/" + ProcessHandle.current().pid() + "/fd/" + fd);
  }

  @Override
  public void close() {
    Libc.close(fd);
  }

  private static <T> T onThreadOfItsOwn(Callable<T> task) throws IOException, InterruptedException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "namespace");
    thread.start();
    thread.join();
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw new IOException(cause.getMessage(), cause);
    }
  }
}
