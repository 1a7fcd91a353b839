/** What the API answers instead of a document: a problem of RFC 9457, from one table. */
@NullMarked
package org.royaltyledger.api.problem;

import org.jspecify.annotations.NullMarked;
