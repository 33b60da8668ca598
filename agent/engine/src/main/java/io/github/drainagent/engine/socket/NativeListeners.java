package io.github.drainagent.engine.socket;

import io.github.drainagent.engine.kernel.Descriptors;
import io.github.drainagent.engine.kernel.JdkNatives;
import io.github.drainagent.engine.kernel.OpenFiles;
import io.github.drainagent.engine.kernel.ProcNet;
import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Listeners that native code has opened: Netty's epoll transport, Tomcat's APR, an application's
 * own. No class of the JDK sees them, so they are looked for among the process's descriptors.
 *
 * <p>Those that were open before the agent are left alone: somebody else passed them on and may be
 * using them.
 */
public final class NativeListeners {

  /** The JVM's own, for {@code jcmd} and the like (sun.tools.attach.VirtualMachineImpl). */
  private static final String ATTACH = "/.java_pid";

  private final JdkNatives natives;
  private final Descriptors descriptors;
  private final Set<Integer> keep;
  private final ProcNet procNet = new ProcNet();
  private final OpenFiles files = new OpenFiles();

  /** Inodes. */
  private final Set<Long> passedOn = ConcurrentHashMap.newKeySet();

  private final Set<Integer> debugger = DebuggerPorts.ofThisJvm();

  /**
   * @param keep ports that the setting {@code keep} names
   */
  public NativeListeners(JdkNatives natives, Descriptors descriptors, Set<Integer> keep) {
    this.natives = natives;
    this.descriptors = descriptors;
    this.keep = keep;
    // which of them listen is not asked: that takes milliseconds while the server starts
    passedOn.addAll(files.sockets().keySet());
  }

  /** Those of other processes are theirs, also if one of them should come here one day. */
  void noteOthers() {
    Set<Long> others = new HashSet<>(procNet.listening().keySet());
    others.addAll(procNet.listeningPaths().keySet());
    others.removeAll(files.sockets().keySet()); // asked after: what is new and ours is among them
    passedOn.addAll(others);
  }

  /** Those that are open now, apart from what is known already. */
  public List<Listener> find(List<Listener> known) {
    Map<Long, Integer> ports = procNet.listening();
    Map<Long, String> paths = procNet.listeningPaths();
    Set<Long> candidates = new HashSet<>(ports.keySet());
    candidates.addAll(paths.keySet());
    candidates.removeAll(passedOn);
    for (Listener listener : known) {
      candidates.remove(inode(listener));
    }
    List<Listener> found = new ArrayList<>();
    if (!candidates.isEmpty()) {
      files
          .sockets()
          .forEach(
              (inode, descriptor) -> {
                Listener listener =
                    candidates.contains(inode)
                        ? listener(descriptor, ports.get(inode), paths.get(inode))
                        : null;
                if (listener != null) {
                  found.add(listener);
                }
              });
    }
    return found;
  }

  private long inode(Listener listener) {
    try {
      FileDescriptor fd = descriptors.of(listener.transport());
      return fd == null ? -1 : files.inode(natives.number(fd));
    } catch (IllegalAccessException e) {
      return -1;
    }
  }

  private @Nullable Listener listener(
      Integer descriptor, @Nullable Integer port, @Nullable String path) {
    InetSocketAddress address = null;
    if (debugger.contains(port)) {
      return null;
    }
    if (path == null) {
      address = address(descriptor);
      if (address == null) {
        return null; // closed in the meantime
      }
    } else if (path.contains(ATTACH)) {
      return null;
    }
    return new Listener(descriptor, address, path, keep.contains(port));
  }

  private @Nullable InetSocketAddress address(Integer descriptor) {
    try {
      return natives.localAddress(natives.descriptor(descriptor));
    } catch (IllegalAccessException e) {
      return null;
    }
  }
}
