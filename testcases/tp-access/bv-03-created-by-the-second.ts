import { type Answer, type Check, check, code, pathText, type Scene } from '#testcase'
import { instanceFormat } from '../formats.ts'
import { accessCase, deviceOfTheFirst, ids, isRefused, may, meetsBoth, sets } from './access-case.ts'

/** The instance that the case makes; one that a device is not likely to have. */
const id = 203
const created = `/16/${id}`

interface Entry {
  readonly path: string
  readonly owner: number
}

/** The entry of the created instance, among all that /2 holds. */
function entryIn({ nodes }: Answer): Entry | undefined {
  const number = (path: string): number =>
    Number(nodes.find((node) => pathText(node.path) === path)?.value?.value ?? Number.NaN)
  const path = nodes
    .map((node) => pathText(node.path.slice(0, 2)))
    .find((entry) => number(`${entry}/0`) === 16 && number(`${entry}/1`) === id)
  return path === undefined ? undefined : { path, owner: number(`${path}/3`) }
}

const isOwned: Check<Answer> = check(
  `an Access Control instance for ${created} that Server ${ids.second} owns`,
  (answer) => {
    const entry = entryIn(answer)
    if (entry === undefined) return 'none'
    return entry.owner === ids.second ? undefined : `${entry.path}/3 = ${entry.owner}`
  },
)

const isGone: Check<Answer> = check(
  `no Access Control instance for ${created}`,
  (answer) => entryIn(answer)?.path,
)

export default accessCase({
  id: 'BV-03',
  title: 'An instance that a Server created',
  purpose: 'What a Server created is its own: others have what it gives them.',
  needs: ['OBJ.16'],
  steps: [
    'The Client is bootstrapped with accounts for two Servers, which may both create on /16.',
    `The second creates ${created}, finds its Access Control instance, writes and reads ${created}. The first reads it.`,
    'The second lets the first read it alone; the first reads it, and deletes it.',
    'The second deletes it and reads /2.',
  ],
  criteria: {
    A: { judged: 'client', text: 'answers a Create with 2.01 by C', clause: 'Core 1.1.1 Appendix E.3' },
    B: {
      judged: 'client',
      text: 'makes an Access Control instance that the creator owns',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    C: { judged: 'client', text: 'lets the creator write and read', clause: 'Core 1.1.1 Appendix E.3' },
    D: {
      judged: 'client',
      text: 'refuses the other Server a Read with 4.01',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    E: {
      judged: 'client',
      text: 'lets the creator give the other a right',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    F: { judged: 'client', text: 'serves the other by that right', clause: 'Core 1.1.1 Appendix E.3' },
    G: {
      judged: 'client',
      text: 'refuses a Delete with 4.01 without D',
      clause: 'Core 1.1.1 Appendix E.3',
    },
    H: { judged: 'client', text: 'lets the creator delete it, with 2.02', clause: 'Core 1.1.1 Appendix E.3' },
    I: {
      judged: 'client',
      text: 'removes the Access Control instance with the instance',
      clause: 'Core 1.1.1 §8.1',
      unverified: 'the wording is not at hand',
    },
  },
  async body(scene) {
    const { client, server, second } = scene
    const how = { ...(await instanceFormat(scene)), keep: true } as const
    await meetsBoth(scene, [deviceOfTheFirst, createsOn16])
    const create = second.server.creates('/16', { [`${id}/0/0`]: 'first' }, how)
    if ((await client.must('A', create.answered, code('2.01'))).code !== '2.01')
      return scene.cannotJudge(`${created} was not created`)
    const entry = await ownedEntry(scene)
    const write = second.server.writes(`${created}/0`, { '0': 'second' }, { ...how, mode: 'replace' })
    await client.must('C', write.answered, code('2.04'))
    await client.must('C', second.server.reads(created, how).answered, code('2.05'))
    await client.must('D', server.reads(created, how).answered, isRefused)
    const gives = await sets(scene, second.server, entry, {
      [ids.first]: may.read,
      [ids.second]: may.read | may.write | may.delete,
    })
    await client.must('E', gives.answered, code('2.04'))
    await client.must('F', server.reads(created, how).answered, code('2.05'))
    await client.must('G', server.deletes(created).answered, isRefused)
    await client.must('H', second.server.deletes(created).answered, code('2.02'))
    await client.must('I', second.server.reads('/2', how).answered, isGone)
  },
})

/** Both Servers may create on /16. */
const createsOn16 = {
  ...{ object: 16, instance: 65535 },
  rights: { [ids.first]: may.create, [ids.second]: may.create },
} as const

/** Path of the entry that came with the created instance. */
async function ownedEntry({
  client,
  second,
  iut,
  supports,
  cannotJudge,
}: Pick<Scene<'B'>, 'client' | 'second' | 'iut' | 'supports' | 'cannotJudge'>): Promise<string> {
  const how = await instanceFormat({ iut, supports, cannotJudge })
  const all = await client.must('B', second.server.reads('/2', how).answered, code('2.05'), isOwned)
  return entryIn(all)?.path ?? cannotJudge(`there is no Access Control instance for ${created}`)
}
