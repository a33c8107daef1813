import { type Check, check, type FromEim, type MessageFromIpaToEim } from '#testcase'
import { eimCase } from './eim-case.ts'
import { wellMade } from './told.ts'

/** A session that no SM-DP+ has begun. */
const transactionId = '00112233445566778899aabbccddeeff'
const sessionOctets = Buffer.from(transactionId, 'hex')

/** Code by which an eUICC gives a session up for reasons of its own (SGP.22 undefinedError). */
const undefinedError = 127

/** What an eUICC says when it does not go on: its error arm (A1), within this tag (SGP.22 §5.7). */
const errorOfEuicc = (...tag: readonly number[]): Uint8Array =>
  Uint8Array.of(...tag, 23, 0xa1, 21, 0x80, 16, ...sessionOctets, 2, 1, undefinedError)

const relayed = {
  A: {
    kind: 'initiateAuthenticationRequest',
    value: { euiccChallenge: new Uint8Array(16).fill(0xa5), smdpAddress: 'smdp.invalid' },
  },
  B: {
    kind: 'authenticateClientRequest',
    value: { transactionId, authenticateServerResponse: errorOfEuicc(0xbf, 0x38) },
  },
  C: {
    kind: 'getBoundProfilePackageRequest',
    value: { transactionId, prepareDownloadResponse: errorOfEuicc(0xbf, 0x21) },
  },
  D: {
    kind: 'cancelSessionRequest',
    value: {
      transactionId,
      cancelSessionResponse: { kind: 'cancelSessionResponseError', value: undefinedError },
    },
  },
} satisfies { readonly [letter: string]: MessageFromIpaToEim }

const answers = {
  A: 'initiateAuthenticationResponse',
  B: 'authenticateClientResponse',
  C: 'getBoundProfilePackageResponse',
  D: 'cancelSessionResponse',
} as const

const invalidTransaction = { B: 10, C: 95, D: 1 } as const

export default eimCase({
  number: 820,
  title: 'A download that the eIM cannot pass on',
  purpose: 'An eIM by which an IPA would download refuses what it can pass on to no SM-DP+.',
  sgp33: '-3 §4.2.19–24, 4.2.29',
  steps: [
    'The IPA begins a download by way of the eIM, from an SM-DP+ with a host name that nobody has.',
    'It goes on, and ends, a session that nobody has begun.',
  ],
  criteria: {
    A: { text: 'refuses to begin with an SM-DP+ that there is not', clause: 'SGP.32 §6.3.2.1' },
    B: { text: 'refuses AuthenticateClient in a session that there is not', clause: 'SGP.32 §6.3.2.2' },
    C: { text: 'refuses GetBoundProfilePackage in a session that there is not', clause: 'SGP.32 §6.3.2.3' },
    D: { text: 'refuses CancelSession in a session that there is not', clause: 'SGP.32 §6.3.2.5' },
    E: {
      text: 'says of B to D that the transaction id is invalid (10, 95, 1)',
      clause: 'SGP.32 §6.3.2.2, 6.3.2.3, 6.3.2.5',
      unverified: 'public sources do not tell which check comes first',
    },
  },
  async body({ server, ipa, doesNotApply }) {
    const asks = async (letter: keyof typeof relayed) => {
      const message: MessageFromIpaToEim = relayed[letter]
      await ipa.says(message)
      return ipa.hears(
        `an answer to ${message.kind}`,
        ({ message: answer }) => answer?.kind === answers[letter],
      )
    }
    const first = await asks('A')
    if (!(await first.comes())) doesNotApply('it answers no message of a download by way of it', null)
    await server.must('A', first, wellMade, refusing)
    for (const letter of ['B', 'C', 'D'] as const) {
      const answer = await asks(letter)
      await server.must(letter, answer, wellMade, refusing)
      await server.must('E', answer, refusingBy(invalidTransaction[letter]))
    }
  },
})

/** What an answer to a message of a download comes to: the code of a refusal, or null; undefined where it is none. */
function refusalIn({ message }: FromEim): number | null | undefined {
  switch (message?.kind) {
    case 'initiateAuthenticationResponse':
      return message.value.kind === 'initiateAuthenticationError' ? message.value.value : null
    case 'authenticateClientResponse':
      return message.value.kind === 'authenticateClientError' ? message.value.value : null
    case 'getBoundProfilePackageResponse':
      return message.value.kind === 'getBoundProfilePackageError' ? message.value.value : null
    case 'cancelSessionResponse':
      return message.value.kind === 'cancelSessionError' ? message.value.value : null
    default:
      return undefined
  }
}

const refusing: Check<FromEim> = check('an error', (left) =>
  refusalIn(left) === null ? 'an answer that is none' : undefined,
)

function refusingBy(code: number): Check<FromEim> {
  return check(`error ${code}`, (left) => {
    const seen = refusalIn(left)
    return seen === code ? undefined : `error ${seen ?? 'none'}`
  })
}
