/** Content that a format cannot carry, or a path that is none. The message says what, where and what would do. */
export class ContentError extends Error {
  override readonly name = 'ContentError'
}
