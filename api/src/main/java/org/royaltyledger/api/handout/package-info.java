/** What a server hands out in files: evidence and backups, each made by a job. */
@NullMarked
package org.royaltyledger.api.handout;

import org.jspecify.annotations.NullMarked;
