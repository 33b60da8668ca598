/** What a server may live in, and whom it may have to share its JVM with. */
package io.github.drainagent.it.host;
