import { refusalCase } from './refusal-case.ts'

const flipped = (at: number) => (signature: Uint8Array) =>
  signature.map((octet, index) => (index === at ? octet ^ 1 : octet))

export default refusalCase({
  number: 702,
  title: 'A spoilt signature',
  purpose: 'No octet of a signature may differ, and none may be missing.',
  steps: [
    'Packages are sent whose signature has a bit of r, and then of s, turned over, and one that lacks its last octet.',
    'A right one is sent.',
  ],
  refuses: 'does not carry out what has a spoilt signature',
  clause: 'SGP.32 §2.11.1.1 (eimSignature)',
  packages: () => [
    { spoils: flipped(5) },
    { spoils: flipped(40) },
    { spoils: (signature) => signature.subarray(0, -1) },
  ],
})
