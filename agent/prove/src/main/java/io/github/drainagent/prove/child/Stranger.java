package io.github.drainagent.prove.child;

import io.github.drainagent.prove.result.NotMeasurable;
import org.jspecify.annotations.Nullable;

/** A process that somebody else has started. It gets TERM, and nothing worse. */
public final class Stranger implements Server {

  private final int pid;
  private final String command;

  /**
   * @throws NotMeasurable where there is no such process, or it is not ours to signal
   */
  public Stranger(int pid) throws NotMeasurable {
    if (pid < 2 || Proc.isGone(pid)) {
      throw new NotMeasurable("there is no process " + pid);
    }
    this.pid = pid;
    this.command = Proc.command(pid);
  }

  @Override
  public int pid() {
    return pid;
  }

  @Override
  public String command() {
    return command;
  }

  @Override
  public void term() {
    Signals.term(pid);
  }

  @Override
  public boolean hasEnded() {
    return Proc.isGone(pid);
  }

  @Override
  public @Nullable Integer exitCode() {
    return null;
  }
}
