import { grantedUnderOscore, notServed, oscoreCase, rounds } from './oscore-case.ts'

export default oscoreCase({
  purposeId: 'TP/SEC/OSCORE/BI-01',
  title: 'A replayed request',
  purpose: 'A request that was protected once is served once.',
  steps: [
    'A request is sent under OSCORE.',
    'The same protected content is sent in another message.',
    'Another request is sent.',
  ],
  rules: [
    { text: 'does not serve what was served before', clause: 'RFC 8613 §7.4' },
    { text: 'serves the next request that is as it should be', clause: 'RFC 8613 §8.2' },
  ],
  async body({ granted, spoiled, must }) {
    for (let round = 1; round <= rounds; round++) {
      await granted('a request').happens()
      await must(0, spoiled('the same again, in another message', { replays: true }), notServed)
      await must(1, granted('a request after it'), grantedUnderOscore)
    }
  },
})
