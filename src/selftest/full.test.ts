import { expect, it } from 'vitest'
import { loadCases } from '#conduct'
import { ReferenceClient } from '#peers'
import { loadRegistry } from '#registry'
import { selfTest } from './matrix.ts'
import type { Mutant } from './mutant.ts'
import { instead } from './mutants/instead.ts'
import { playground } from './playground.ts'
import { judgeClient } from './world.ts'

const registry = loadRegistry()
const cases = (await loadCases()).filter(({ id }) => ['int-101', 'int-103'].includes(id))

const versionless: Mutant<ReferenceClient> = {
  id: 'versionless',
  title: 'Register without lwm2m=, of which it says nothing',
  trips: [],
  inject: (client) =>
    instead(client, 'registerFields', (fields) => () => {
      const { lwm2m: _, ...rest } = fields()
      return rest
    }),
}

/** Does what a sound client does, but asks nobody whose fault is below. */
const deaf: Mutant<ReferenceClient> = {
  id: 'deaf',
  title: 'hides what others do to its Register',
  trips: [],
  inject: (client) =>
    instead(client, 'registerFields', () => () => ReferenceClient.prototype.registerFields.call(client)),
}

const idle: readonly Mutant<ReferenceClient>[] = Array.from({ length: 60 }, (_, index) => ({
  ...deaf,
  id: `idle-${index}`,
  inject: () => {},
}))

it('a mutant in company of one that hides it is found out', async () => {
  const mutants = [versionless, ...idle, deaf]
  const playgrounds = [playground('client', judgeClient, { variants: [], mutants })]
  const { complaints } = await selfTest({ registry, cases, playgrounds, full: true })
  const found = complaints.filter((complaint) =>
    complaint.includes('trips int-101 B, which it does not name'),
  )
  expect(found.map((complaint) => complaint.split(' ')[1])).toEqual(['versionless'])
})
