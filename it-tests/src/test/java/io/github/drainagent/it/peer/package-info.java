/** Clients and proxies as there are in the field. */
package io.github.drainagent.it.peer;
