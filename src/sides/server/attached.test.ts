import { expect, it } from 'vitest'
import type { Attributes } from '../chairs.ts'
import type { Session } from '../session.ts'
import { Attached } from './attached.ts'

const taken = async (): Promise<boolean> => false
const refused = async (): Promise<boolean> => true

type Written = readonly [string, Attributes, (() => Promise<boolean>)?]

/** What is sent at the end of each case, the last undo first, after the Write-Attributes of that case. */
async function unsetAfterEach(
  ...cases: readonly (readonly Written[])[]
): Promise<readonly (readonly [string, Attributes])[]> {
  const undo: Session['undo'] = []
  const sent: [string, Attributes][] = []
  const attached: Attached = new Attached(undo, async (path, attributes) => {
    attached.note(path, attributes, taken)
    sent.push([path, attributes])
  })
  for (const written of cases) {
    for (const [path, attributes, isRefused = taken] of written) attached.note(path, attributes, isRefused)
    for (const { run } of undo.splice(0).toReversed()) await run()
  }
  return sent
}

const unsetAfter = (...written: readonly Written[]): ReturnType<typeof unsetAfterEach> =>
  unsetAfterEach(written)

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

it('what was refused is not there to be unset, unless it was attached before', async () => {
  expect(await unsetAfter(['/3', { pmin: 8, pmax: 2 }, refused])).toEqual([])
  expect(await unsetAfter(['/3', { pmax: 9 }], ['/3', { pmin: 8, pmax: 2 }, refused])).toEqual([
    ['/3', { pmax: null }],
  ])
})

it('the next case begins anew', async () => {
  expect(
    await unsetAfterEach(
      [['/3', { pmin: 8, pmax: 2 }, refused]],
      [['/3', { pmin: 0, pmax: 9 }]],
      [['/3', { pmax: 9 }]],
    ),
  ).toEqual([
    ['/3', { pmin: null, pmax: null }],
    ['/3', { pmax: null }],
  ])
})
