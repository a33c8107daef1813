import type { Node } from './node.ts'

/** The Device instance that the LwM2M specification shows in each of its formats. */
export const device: readonly Node[] = [
  { path: [3, 0, 0], value: { type: 'string', value: 'Open Mobile Alliance' } },
  { path: [3, 0, 1], value: { type: 'string', value: 'Lightweight M2M Client' } },
  { path: [3, 0, 2], value: { type: 'string', value: '345000123' } },
  { path: [3, 0, 3], value: { type: 'string', value: '1.0' } },
  { path: [3, 0, 6, 0], value: { type: 'integer', value: 1n } },
  { path: [3, 0, 6, 1], value: { type: 'integer', value: 5n } },
  { path: [3, 0, 7, 0], value: { type: 'integer', value: 3800n } },
  { path: [3, 0, 7, 1], value: { type: 'integer', value: 5000n } },
  { path: [3, 0, 8, 0], value: { type: 'integer', value: 125n } },
  { path: [3, 0, 8, 1], value: { type: 'integer', value: 900n } },
  { path: [3, 0, 9], value: { type: 'integer', value: 100n } },
  { path: [3, 0, 10], value: { type: 'integer', value: 15n } },
  { path: [3, 0, 11, 0], value: { type: 'integer', value: 0n } },
  { path: [3, 0, 13], value: { type: 'time', value: 1367491215n } },
  { path: [3, 0, 14], value: { type: 'string', value: '+02:00' } },
  { path: [3, 0, 16], value: { type: 'string', value: 'U' } },
]
