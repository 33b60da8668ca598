/**
 * Puts advice into classes as they are loaded. No member is ever added to a class of the host, and
 * a class whose server lacks a member that the advice needs stays as it is.
 */
package io.github.drainagent.engine.weave;
