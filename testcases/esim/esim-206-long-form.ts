import { check, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { infoRequestOctets } from './messages.ts'
import { dataIn, errorIn, nameOf, wellMade } from './told.ts'

const either = check<Told>('IpaEuiccData, or eimPackageError 1', ({ message }) => {
  const error = errorIn(message)
  if (dataIn(message)?.kind === 'ipaEuiccData' || error === 1) return undefined
  return error === undefined ? nameOf(message) : `eimPackageError ${error}`
})

export default esimCase({
  number: 206,
  title: 'A length in more octets than it needs',
  purpose: 'What is in BER, but not in DER, is read, or refused as malformed.',
  steps: ['A message is written whose length takes two octets where one would do.'],
  criteria: {
    A: {
      text: 'reads it, or refuses it as malformed (1)',
      clause: 'SGP.32 §6.3.3.1 (invalidPackageFormat); X.690 §10.1',
    },
  },
  async body({ client, eim }) {
    const [first = 0, second = 0, ...rest] = infoRequestOctets
    const left = await eim.leaves(Uint8Array.from([first, second, 0x81, ...rest]))
    await client.must('A', left.told, wellMade, either)
  },
})
