/**
 * Acceptance tests: files in, statements out, every figure worked out by hand from the contract.
 */
@NullMarked
package org.royaltyledger.api.scenario;

import org.jspecify.annotations.NullMarked;
