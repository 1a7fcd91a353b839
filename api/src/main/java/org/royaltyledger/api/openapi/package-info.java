/** What the API is, for programs: an OpenAPI document of every address. */
@NullMarked
package org.royaltyledger.api.openapi;

import org.jspecify.annotations.NullMarked;
