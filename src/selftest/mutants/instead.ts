/** Puts `make(original)` in the place of a method; `original` can be called on its own. */
export function instead<T extends object, K extends keyof T>(
  target: T,
  key: K,
  make: (original: T[K]) => T[K],
): void {
  const original = target[key]
  target[key] = make(typeof original === 'function' ? original.bind(target) : original)
}
