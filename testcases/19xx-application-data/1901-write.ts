import { C15 } from '../configurations/c15.ts'
import { writeCase } from '../tp-objects/write-case.ts'

export default writeCase({
  id: 1901,
  editions: ['1.1', '1.2'],
  title: 'BinaryAppDataContainer Object: write',
  purpose: 'Application data is sent to the device.',
  object: 19,
  instance: 1,
  resource: 0,
  values: [{ '0': Uint8Array.of(0x10, 0x20, 0xff, 0x00) }, { '0': Uint8Array.of(0x01) }],
  configuration: C15,
})
