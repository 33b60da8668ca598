/** The process under test: started, found, listened to, signalled, and never left behind. */
package io.github.drainagent.prove.child;
