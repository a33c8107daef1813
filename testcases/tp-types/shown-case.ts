import { type Check, type DataFormat, type Plain, type TestCase, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { showing, showingOctets, shownAtLast } from '../shown.ts'

interface Kind {
  readonly what: string
  /** The resource that is read. */
  readonly path: string
  /** What it holds in turn: a single value, or those of its instances by their ids. */
  readonly turns: readonly { readonly [relative: string]: Plain }[]
}

/** Values at their edges, that every Server shows alike; integers as far as all languages hold them exactly. */
const kinds = {
  A: { what: 'strings', path: '/3/0/0', turns: [{ '': 'Łódź, 東京' }, { '': 'x'.repeat(200) }] },
  B: {
    what: 'integers',
    path: '/3/0/10',
    turns: [-1, 65_536, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER].map((value) => ({ '': value })),
  },
  C: { what: 'floats', path: '/6/0/2', turns: [{ '': -0.5 }, { '': 8848.25 }] },
  D: { what: 'booleans', path: '/1/0/6', turns: [{ '': true }, { '': false }] },
  E: {
    what: 'the instances of a multiple resource',
    path: '/3/0/7',
    turns: [
      { '/0': 111, '/1': 222 },
      { '/0': 3000, '/1': 70_000 },
    ],
  },
  // 87 octets, whose base64 ends in W and has what its two alphabets differ in, and more than TLV has a length octet for.
  F: {
    what: 'octets',
    path: '/6/0/4',
    turns: [87, 300].map((length) => ({ '': Uint8Array.from({ length }, (_, index) => 250 + index) })),
  },
} as const satisfies { readonly [letter: string]: Kind }

/** Formats of one value alone have no instances, and application/octet-stream has octets alone. */
const kindsOf = (format: DataFormat): readonly (readonly [letter: string, kind: Kind])[] =>
  Object.entries(kinds).filter(([letter]) =>
    format === 'opaque' ? letter === 'F' : letter !== 'E' || !['text', 'cbor'].includes(format),
  )

const editionsOf = (format: DataFormat): TestCase['editions'] => {
  if (format === 'lwm2m-cbor') return ['1.2']
  return format.startsWith('senml') || format === 'cbor' ? ['1.1', '1.2'] : ['1.0', '1.1', '1.2']
}

/** A purpose on what a Server shows of the values it is given in one format. */
export function shownCase(purposeId: `TP/DM/TYPES/${string}`, format: DataFormat): TestCase {
  return testCase<string>({
    purposeId,
    title: `What a Server shows of ${format}`,
    purpose: `A Server shows what a Client gives in ${format}, whatever its type.`,
    area: 'Device management',
    editions: editionsOf(format),
    reference: [{ clause: 'Core 1.1.1 §7.4' }],
    judges: ['server'],
    stimuli: { server: ['read', 'ask-value'] },
    dependsOn: [101],
    configuration: {
      ...C1,
      store: {
        ...C1.store,
        ...{ '/3/0/7/0': 1, '/3/0/10': 1 },
        ...{ '/6/0/0': 1, '/6/0/1': 1, '/6/0/2': 1, '/6/0/4': Uint8Array.of(0), '/6/0/5': 1 },
      },
    },
    impact: 'none',
    steps: [`The Server reads values of each type in ${format}, and shows them.`],
    criteria: Object.fromEntries(
      kindsOf(format).map(([letter, { what }]) => [
        letter,
        { judged: 'server', text: `shows ${what}`, clause: 'Core 1.1.1 §7.4' },
      ]),
    ),
    async body(scene) {
      const { client, server, cannotJudge } = scene
      await client.isRegistered()
      for (const [letter, { path, turns }] of kindsOf(format)) {
        let misses = 0
        for (const turn of turns) {
          // A Server that shows nothing like it is waited for once.
          if (misses > 0) break
          for (const [relative, value] of Object.entries(turn)) await client.changes(path + relative, value)
          const { sent } = server.reads(path, { format })
          if (!(await sent.comes())) return cannotJudge(`the Server does not read ${path} in ${format}`)
          for (const [relative, value] of Object.entries(turn)) {
            const wanted = showingValue(value)
            const shown = await shownAtLast(scene, path + relative, wanted)
            if (wanted.verify(await server.must(letter, shown, wanted)) !== undefined) misses++
          }
        }
      }
    },
  })
}

function showingValue(value: Plain): Check<string> {
  return value instanceof Uint8Array ? showingOctets(value) : showing(String(value))
}
