import type { ReferenceClient } from '#peers'
import { instead } from '../instead.ts'

/** Whether a bootstrap has brought it an account. */
export function onceBootstrapped({ bootstrapping }: ReferenceClient): () => boolean {
  let isDone = false
  instead(bootstrapping, 'succeeds', (succeeds) => async () => {
    isDone = await succeeds()
    return isDone
  })
  return () => isDone
}
