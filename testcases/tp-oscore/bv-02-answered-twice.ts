import { check, testCase } from '#testcase'
import { C1 } from '../configurations/c1.ts'
import { heldAlike, mustByRule } from '../rules.ts'
import { grantedUnderOscore, rounds } from './oscore-case.ts'

const underOscore = check<{ readonly isProtected: boolean }>('a request under OSCORE', ({ isProtected }) =>
  isProtected ? undefined : 'one in the clear',
)

export default testCase<string>({
  purposeId: 'TP/SEC/OSCORE/BV-02',
  title: 'An answer that comes twice',
  purpose: 'A response that the network doubled changes nothing: it was taken the first time.',
  area: 'CoAP',
  editions: ['1.1', '1.2'],
  ...heldAlike([
    { text: 'serves the next request as before', clause: 'RFC 7252 §4.5' },
    { text: 'sends its own next request as before', clause: 'RFC 7252 §4.5' },
  ]),
  channel: { only: 'oscore', why: 'it is about OSCORE' },
  transport: { only: 'udp', why: 'TCP delivers each message once' },
  stimuli: { server: ['read'] },
  dependsOn: [101, 104, 'int-102 D'],
  configuration: C1,
  impact: 'none',
  steps: [
    'The IUT asks, a Client by an Update and a Server by a Read, and the answer comes twice.',
    'It is asked, and is made to ask again.',
  ],
  async body(scene) {
    const { client, server, wire, iut } = scene
    const must = mustByRule(scene)
    await client.isRegistered()
    const harmless = await wire.harmless()
    const instance = iut.includes('client') ? await client.serverInstance() : '/1/0'
    const asks = () =>
      iut.includes('client')
        ? client.updates().after(server.executes(`${instance}/8`).sent)
        : server.reads('/3/0/0')
    wire.doublesAnswers()
    await asks().answered.happens()
    for (let round = 1; round <= rounds; round++) {
      await must(
        0,
        wire.sends('a request after an answer that came twice', harmless).responded,
        grantedUnderOscore,
      )
      const again = asks()
      await must(1, again.sent, underOscore)
      await again.answered.happens()
    }
  },
})
