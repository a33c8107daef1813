import { check, code, linkAttributes, type Reply, replyText, testCase } from '#testcase'
import { freeInstance } from '../tp-objects/single-case.ts'
import { attached, attaches, reporting, subject } from './subject.ts'

const refused = check<Reply>('a refusal (4.xx)', (reply) =>
  reply.code.startsWith('4.') ? undefined : replyText(reply),
)

/** Queries that mean nothing; no attribute begins with x. */
const nonsense = {
  B: ['xyzzy=1'],
  C: ['xyzzy'],
  D: ['pmin=7', 'pmin=9'],
} as const

/** The definition of the test object has no such resource. */
const noResource = 9999

/** Implementers took it for a rule; the wording is not at hand. */
const unverified = 'told by implementers alone'

export default testCase<string>({
  ...reporting,
  purposeId: 'TP/REP/ATTR/BI-02',
  title: 'Attributes that nobody knows, that stand twice, or of what is not there',
  purpose: 'A Write-Attributes that makes no sense leaves the attributes that were attached.',
  steps: [
    'The Server attaches pmin=3 to an integer.',
    'It attaches xyzzy=1, then xyzzy without a value; Discover shows what was attached first.',
    'It attaches pmin=7 and pmin=9 at once.',
    'It attaches pmin=3 to a resource and to an instance that are not there.',
  ],
  criteria: {
    A: attached,
    B: {
      judged: 'client',
      text: 'refuses an attribute that it does not know',
      clause: 'Core 1.1.1 §6.3.4',
      unverified,
    },
    C: {
      judged: 'client',
      text: 'refuses an attribute that it does not know, without a value',
      clause: 'Core 1.1.1 §6.3.4',
      unverified,
    },
    D: {
      judged: 'client',
      text: 'refuses an attribute that stands twice',
      clause: 'Core 1.1.1 §6.3.4',
      unverified,
    },
    E: {
      judged: 'client',
      text: 'keeps an attribute when others come that nobody knows',
      clause: 'Core 1.1.1 §6.3.4',
    },
    F: {
      judged: 'client',
      text: 'answers a Write-Attributes to what is not there with 4.04',
      clause: 'Transport 1.1.1 §6.7',
    },
  },
  async body(scene) {
    const { client, server, wire } = scene
    const { instance, path } = await subject(scene)
    await attaches(scene, 'A', path, { pmin: 3 })
    const refuses = async (letter: keyof typeof nonsense): Promise<void> => {
      const query = nonsense[letter]
      const attach = wire.sends(`Write-Attributes ${path}?${query.join('&')}`, {
        code: '0.03',
        path: path.slice(1).split('/'),
        query,
      })
      await client.must(letter, attach.responded, refused)
    }
    await refuses('B')
    await refuses('C')
    await client.must('E', server.discovers(path).answered, code('2.05'), linkAttributes(path, { pmin: 3 }))
    await refuses('D')
    for (const nowhere of [`${instance}/${noResource}`, `/3442/${await freeInstance(scene, 3442)}`])
      await client.must('F', server.setsAttributes(nowhere, { pmin: 3 }).answered, code('4.04'))
  },
})
