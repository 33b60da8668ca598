/** What the weaver is tried on. */
package example.woven;
