/**
 * Bounds of the readers, far beyond what LwM2M needs, so that a payload of a megabyte cannot fill the memory. Where one
 * is reached, reading stops with a finding that cites {@link limitClause} rather than a specification.
 */
export const limitClause = 'limit of this reader'

/** Containers in containers; LwM2M needs six. */
export const deepest = 32

/** Data items, TLVs, nodes or links of one payload. */
export const mostItems = 50_000

/** Findings kept of one payload. */
export const mostFindings = 100

export const tooMany = `more than ${mostItems} items: the rest is not read`
export const tooDeep = `nested deeper than ${deepest} levels: not read`
