/** A value that a message cannot carry. The text says where, what and what would do. */
export class DerError extends Error {
  override readonly name = 'DerError'
}
