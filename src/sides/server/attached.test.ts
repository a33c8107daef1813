import { expect, it } from 'vitest'
import type { Attributes } from '../chairs.ts'
import type { Session } from '../session.ts'
import { Attached } from './attached.ts'

/** What is sent in the end, the last undo first, after these Write-Attributes. */
async function unsetAfter(
  ...written: readonly (readonly [string, Attributes, boolean?])[]
): Promise<readonly (readonly [string, Attributes])[]> {
  const undo: Session['undo'] = []
  const sent: [string, Attributes][] = []
  const attached: Attached = new Attached(undo, async (path, attributes) => {
    attached.note(path, attributes)
    sent.push([path, attributes])
  })
  for (const [path, attributes, keep] of written) attached.note(path, attributes, keep)
  for (const { run } of undo.toReversed()) await run()
  return sent
}

it('what was attached is unset, path by path', async () => {
  expect(await unsetAfter(['/3', { pmin: 0, pmax: 9 }], ['/3/0', { gt: 5 }])).toEqual([
    ['/3/0', { gt: null }],
    ['/3', { pmin: null, pmax: null }],
  ])
})

it('what was unset already is not unset again', async () => {
  expect(await unsetAfter(['/3', { pmin: 0, pmax: 9 }], ['/3', { pmax: null }])).toEqual([
    ['/3', { pmin: null }],
  ])
  expect(await unsetAfter(['/3', { pmax: 9 }], ['/3', { pmax: null }])).toEqual([])
})

it('what was attached twice is unset once, and what came back after it was unset, too', async () => {
  expect(await unsetAfter(['/3', { pmax: 9 }], ['/3', { pmax: 5, pmin: 1 }])).toEqual([
    ['/3', { pmax: null, pmin: null }],
  ])
  expect(await unsetAfter(['/3', { pmax: 9 }], ['/3', { pmax: null }], ['/3', { pmax: 5 }])).toEqual([
    ['/3', { pmax: null }],
  ])
})

it('what is to stay stays', async () => {
  expect(await unsetAfter(['/3', { pmax: 9 }, true])).toEqual([])
})
