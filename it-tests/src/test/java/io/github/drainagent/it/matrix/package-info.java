/** What is measured of every server on every JDK, and the page that shows it. */
package io.github.drainagent.it.matrix;
