/** What holds for the whole project: who may know whom, and how the code is laid out. */
@NullMarked
package org.royaltyledger.api;

import org.jspecify.annotations.NullMarked;
