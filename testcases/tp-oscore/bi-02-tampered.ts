import { grantedUnderOscore, notServed, oscoreCase, rounds } from './oscore-case.ts'

const changed = (octets: Uint8Array): Uint8Array => octets.with(-1, octets.at(-1)! ^ 1)

export default oscoreCase({
  purposeId: 'TP/SEC/OSCORE/BI-02',
  title: 'A tampered request',
  purpose: 'Of a protected request not a single bit can be changed.',
  steps: ['A request is sent whose tag differs in one bit.', 'Another request is sent.'],
  rules: [
    { text: 'does not serve a request that was tampered with', clause: 'RFC 8613 §8.2' },
    { text: 'serves the next request that is as it should be', clause: 'RFC 8613 §8.2' },
  ],
  async body({ granted, spoiled, must }) {
    for (let round = 1; round <= rounds; round++) {
      await must(0, spoiled('a request whose last bit was changed', { ciphertext: changed }), notServed)
      await must(1, granted('a request after it'), grantedUnderOscore)
    }
  },
})
