/** What the commands and the API share: the words they are given, the documents they answer. */
@NullMarked
package org.royaltyledger.api.documents;

import org.jspecify.annotations.NullMarked;
