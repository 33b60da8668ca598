/** An instrumentation for the example server, as small as one can be. */
package example.family;
