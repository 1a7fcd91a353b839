/** What an answer leaves out: the rest of a list, fields nobody wants, documents that are known. */
@NullMarked
package org.royaltyledger.api.page;

import org.jspecify.annotations.NullMarked;
