/**
 * The load: clients on selectors that know precisely how each attempt ended, since "an error" is
 * not the same to a client that may try again and to one that may not. Bounded in count, rate and
 * time.
 */
package io.github.drainagent.prove.load;
