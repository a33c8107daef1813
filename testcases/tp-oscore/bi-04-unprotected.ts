import { grantedUnderOscore, notServed, oscoreCase, rounds } from './oscore-case.ts'

export default oscoreCase({
  purposeId: 'TP/SEC/OSCORE/BI-04',
  title: 'A request in the clear',
  purpose: 'With a security context on both sides, requests in the clear are not served.',
  steps: ['A request is sent without OSCORE.', 'Another request is sent under OSCORE.'],
  rules: [
    { text: 'does not serve a request that nothing protects', clause: 'Core 1.1.1 Appendix E.1' },
    { text: 'serves the next request that is as it should be', clause: 'RFC 8613 §8.2' },
  ],
  async body({ granted, spoiled, must }) {
    for (let round = 1; round <= rounds; round++) {
      await must(0, spoiled('a request without OSCORE', 'in the clear'), notServed)
      await must(1, granted('a request after it'), grantedUnderOscore)
    }
  },
})
