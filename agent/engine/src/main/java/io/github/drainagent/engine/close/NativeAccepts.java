package io.github.drainagent.engine.close;

import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.OpenFiles;
import java.io.FileDescriptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What native code accepts from a listener that has been stopped. Nobody tells of it, so it is
 * looked for, and what it has inherited is taken back.
 */
final class NativeAccepts {

  private final JdkNatives natives;
  private final Ladder ladder;
  private final OpenFiles files;
  private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();

  NativeAccepts(JdkNatives natives, Ladder ladder, OpenFiles files) {
    this.natives = natives;
    this.ladder = ladder;
    this.files = files;
  }

  /** A listener's own descriptor keeps what was set on it. */
  void except(int listener) {
    stopped.add(listener);
  }

  void lift() {
    for (Integer descriptor : files.sockets().values()) {
      if (!stopped.contains(descriptor)) {
        lift(descriptor);
      }
    }
  }

  private void lift(int descriptor) {
    try {
      FileDescriptor fd = natives.descriptor(descriptor);
      if (ladder.hasInherited(fd)) {
        ladder.lift(fd);
      }
    } catch (IllegalAccessException e) {
      DrainDispatcher.suppressed(e);
    }
  }
}
