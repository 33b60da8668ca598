/** Native access: two calls of libc that no JDK has a native for, over whichever way is there. */
package io.github.drainagent.engine.kernel.libc;
