/** A host for the tests of weaving; its classes are defined anew in loaders of the tests. */
package example.server;
