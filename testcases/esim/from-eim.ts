import {
  type Check,
  check,
  type Eco,
  type EuiccPackageResult,
  type FromEim,
  type IpaSeat,
  Moment,
  type Operations,
  type PackageFromEim,
  type Psmo,
} from '#testcase'

/** A package that changes nothing. */
export const listing: Operations = { psmo: [{ kind: 'listProfileInfo', value: {} }] }

/** Sequence numbers that a message acknowledges; undefined where it is about something else. */
export function acknowledgedIn({ message }: FromEim): readonly number[] | undefined {
  if (message?.kind !== 'transferEimPackageRequest' && message?.kind !== 'provideEimPackageResultResponse')
    return undefined
  return message.value.kind === 'eimAcknowledgements' ? message.value.value : undefined
}

/** The next message of the eIM that acknowledges this result. */
export function acknowledgement(ipa: IpaSeat, result: EuiccPackageResult): Moment<FromEim> {
  const number = numberOf(result)
  return ipa.hears(
    `an acknowledgement of ${number}`,
    (left) => acknowledgedIn(left)?.includes(number) === true,
  )
}

/** The first message of the eIM that acknowledges anything, and all of so many seconds after it. */
export function acknowledgements(ipa: IpaSeat, seconds: number): Moment<readonly FromEim[]> {
  const first = ipa.hears('an acknowledgement', (left) => acknowledgedIn(left) !== undefined)
  return new Moment('its acknowledgements', 'server', async () => {
    const { value, ...occurrence } = await first.occurrence()
    return { ...occurrence, value: [value, ...(await ipa.during(seconds).happens())] }
  })
}

/** They acknowledge these, in one message or several. */
export function acknowledges(...numbers: readonly number[]): Check<readonly FromEim[]> {
  return check(`EimAcknowledgements with ${numbers.join(', ')}`, (all) => {
    const seen = all.flatMap((left) => acknowledgedIn(left) ?? [])
    return numbers.every((number) => seen.includes(number)) ? undefined : seen.join(', ') || 'none'
  })
}

/** None of the messages acknowledges anything. */
export const noAcknowledgement: Check<readonly FromEim[]> = check('no acknowledgement', (all) => {
  const found = all.find((left) => acknowledgedIn(left) !== undefined)
  return found && `an acknowledgement of ${acknowledgedIn(found)?.join(', ')}`
})

/** The number by which a signed result is acknowledged. */
export function numberOf(result: EuiccPackageResult): number {
  return result.kind === 'euiccPackageResultSigned'
    ? result.value.euiccPackageResultDataSigned.content.seqNumber
    : 0
}

/** The package has these operations, in this order; of a list of profiles, what is asked for is the eIM's choice. */
export function holdsOperations(wanted: Operations): Check<PackageFromEim> {
  const text = ('psmo' in wanted ? wanted.psmo : wanted.eco).map(operationText).join(', ')
  return check(text, ({ request }) => {
    const seen = request.euiccPackageSigned.content.euiccPackage.value.map(operationText).join(', ')
    return seen === text ? undefined : seen
  })
}

function operationText(operation: Psmo | Eco): string {
  switch (operation.kind) {
    case 'enable':
      return `enable ${operation.value.iccid}${operation.value.rollbackFlag === true ? ' with rollbackFlag' : ''}`
    case 'disable':
    case 'delete':
    case 'setFallbackAttribute':
      return `${operation.kind} ${operation.value.iccid}`
    case 'deleteEim':
      return `${operation.kind} ${operation.value.eimId}`
    case 'addEim': {
      const { eimId, eimPublicKeyData } = operation.value
      const key = eimPublicKeyData && Buffer.from(eimPublicKeyData.value).toString('hex').slice(-16)
      return `${operation.kind} ${eimId} with ${eimPublicKeyData?.kind ?? 'no key'} …${key ?? ''}`
    }
    default:
      return operation.kind
  }
}
