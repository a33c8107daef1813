import { malformedCase, rumoured } from './malformed-case.ts'

const json = (instance: string, e: readonly object[]): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ bn: `${instance}/`, e }))

export default malformedCase({
  id: 'WRITE/BI-07',
  format: 'json',
  name: 'LwM2M JSON',
  clause: 'Core 1.1.1 §7.4.4',
  faults: [
    {
      text: 'a resource that stands twice',
      payload: (instance) =>
        json(instance, [
          { n: '1', v: 7777 },
          { n: '1', v: 7778 },
        ]),
      unverified: rumoured,
    },
    {
      text: 'a value that has no name',
      payload: (instance) => json(instance, [{ v: 7777 }]),
      unverified: rumoured,
    },
  ],
})
