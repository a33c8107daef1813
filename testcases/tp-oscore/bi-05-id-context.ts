import { grantedUnderOscore, notServed, oscoreCase, rounds } from './oscore-case.ts'

const unknown = new TextEncoder().encode('nobody')

export default oscoreCase({
  purposeId: 'TP/SEC/OSCORE/BI-05',
  title: 'Another ID Context',
  purpose: 'A request names its security context by kid and, where there is one, kid context.',
  steps: [
    'A request is sent that names another ID Context.',
    'One is sent that names another Sender ID.',
    'Another request is sent.',
  ],
  rules: [
    { text: 'does not serve a request of another ID Context', clause: 'RFC 8613 §8.2', level: 'SHOULD' },
    { text: 'does not serve a request of a Sender ID that it does not know', clause: 'RFC 8613 §8.2' },
    { text: 'serves the next request that is as it should be', clause: 'RFC 8613 §8.2' },
  ],
  async body({ granted, spoiled, must }) {
    for (let round = 1; round <= rounds; round++) {
      await must(
        0,
        spoiled('a request of another ID Context', { header: { kidContext: unknown } }),
        notServed,
      )
      await must(1, spoiled('a request of another Sender ID', { header: { kid: unknown } }), notServed)
      await must(2, granted('a request after it'), grantedUnderOscore)
    }
  },
})
