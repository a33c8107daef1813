import { grantedUnderOscore, notServed, oscoreCase, rounds } from './oscore-case.ts'

const flagged = (option: Uint8Array): Uint8Array => option.with(0, (option[0] ?? 0) | 0x80)
const cut = (option: Uint8Array): Uint8Array => option.subarray(0, 1)

export default oscoreCase({
  purposeId: 'TP/SEC/OSCORE/BI-03',
  title: 'A malformed OSCORE option',
  purpose: 'What the OSCORE option says is taken strictly.',
  steps: [
    'A request is sent in whose OSCORE option a reserved flag is set.',
    'One is sent whose OSCORE option ends within the Partial IV it announces.',
    'Another request is sent.',
  ],
  rules: [
    { text: 'does not serve a request with a reserved flag', clause: 'RFC 8613 §6.1' },
    { text: 'serves the next request after an option that was cut', clause: 'RFC 8613 §8.2' },
  ],
  async body({ granted, spoiled, must }) {
    for (let round = 1; round <= rounds; round++) {
      await must(0, spoiled('a request with a reserved flag', { option: flagged }), notServed)
      await spoiled('a request whose OSCORE option is cut', { option: cut }).happens()
      await must(1, granted('a request after it'), grantedUnderOscore)
    }
  },
})
