package io.github.drainagent.engine.exit;

import static io.github.drainagent.engine.spi.Weave.into;

import io.github.drainagent.engine.spi.Weave;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where the JVM's exit begins. {@code Shutdown.exit} and {@code Shutdown.shutdown} are held at
 * their entry, before they take the lock of {@code Shutdown.class}; {@code Terminator} calls the
 * first one directly, so advice on {@code Runtime.exit} would miss signals. {@code Signal} is in
 * another package since JDK 9.
 */
public final class ExitWeaves {

  /** All of them. */
  public static final List<Weave> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              into("java.lang.Shutdown", "exit", "(I)V", ExitAdvice.Exit.class),
              into("java.lang.Shutdown", "shutdown", "()V", ExitAdvice.End.class),
              into("jdk.internal.misc.Signal", "dispatch", "(I)V", ExitAdvice.Dispatch.class),
              into("sun.misc.Signal", "dispatch", "(I)V", ExitAdvice.Dispatch.class)
                  .whereItExists()));

  private ExitWeaves() {}
}
