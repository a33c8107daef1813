import { describe, expect, it } from 'vitest'
import type { Node } from '#content'
import { ShownValues } from './shown-values.ts'

const nodes: readonly Node[] = [
  { path: [3, 0, 0], value: { type: 'string', value: 'Maker' } },
  { path: [3, 0, 9], value: { type: 'integer', value: 80n } },
]

describe('the values a Server shows', () => {
  it('are those of what was read and of each path in it', () => {
    const shown = new ShownValues()
    shown.take('c', '/3/0', nodes)
    expect(shown.of('c', '/3/0')).toBe('"Maker", 80')
    expect(shown.of('c', '/3/0/9')).toBe('80')
  })

  it('are the latest, and of one client', () => {
    const shown = new ShownValues()
    shown.take('c', '/3/0', nodes)
    shown.take('c', '/3/0/9', [{ path: [3, 0, 9], value: { type: 'integer', value: 79n } }])
    expect(shown.of('c', '/3/0/9')).toBe('79')
    expect(shown.of('d', '/3/0/9')).toBeUndefined()
  })
})
