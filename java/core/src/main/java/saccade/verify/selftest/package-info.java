/**
 * Proof that the verifier can fail: mistakes planted in the definition, each of which must be
 * caught. Depends on {@code verify} and the scalar backend.
 */
@NullMarked
package saccade.verify.selftest;

import org.jspecify.annotations.NullMarked;
