import { type Check, check, type MessageFromEimToIpa, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { notificationsIn, sequenceNumbersIn } from './results.ts'
import { dataIn, nameOf, wellMade } from './told.ts'

type DataRequest = Extract<
  Extract<MessageFromEimToIpa, { kind: 'transferEimPackageRequest' }>['value'],
  { kind: 'ipaEuiccDataRequest' }
>['value']

const asking = (value: DataRequest): MessageFromEimToIpa => ({
  kind: 'transferEimPackageRequest',
  value: { kind: 'ipaEuiccDataRequest', value },
})

/** The sequence numbers of the notifications in data, that of the eUICC's results left out; undefined: there is no data. */
function numbersIn({ message }: Told): readonly number[] | undefined {
  const data = dataIn(message)
  if (data?.kind !== 'ipaEuiccData') return undefined
  return (data.value.notificationsList ?? []).flatMap((one) =>
    one.kind === 'otherSignedNotification' || one.kind === 'compactOtherSignedNotification'
      ? [one.value.tbsOtherNotification.content.seqNumber]
      : [],
  )
}

function holds(what: string, isRight: (numbers: readonly number[]) => boolean): Check<Told> {
  return check(what, (told) => {
    const numbers = numbersIn(told)
    if (numbers === undefined) return nameOf(told.message)
    return isRight(numbers) ? undefined : numbers.join(', ') || 'none'
  })
}

export default esimCase({
  number: 211,
  title: 'Notifications that are searched for',
  purpose:
    'Notifications are kept until they are acknowledged, and given by number or by what they are about.',
  signs: true,
  impact: 'profile',
  dependsOn: ['ESIM-302'],
  steps: [
    'The eIM lists the profiles and enables another by one package; the result comes with notifications.',
    'It asks for all notifications, for one by its number, and for those of enabled profiles.',
    'It acknowledges what it has, and asks again.',
  ],
  criteria: {
    A: { text: 'gives all notifications that were not acknowledged', clause: 'SGP.32 §2.11.2.2' },
    B: { text: 'gives the one with this number alone', clause: 'SGP.32 §2.11.1.2' },
    C: { text: 'gives those of enabled profiles alone', clause: 'SGP.32 §2.11.1.2' },
    D: { text: 'has them no more when they were acknowledged', clause: 'SGP.32 §2.11.1.4' },
  },
  async body(scene) {
    const { client, eim, doesNotApply } = scene
    const { enabled, other } = iccidsOf(scene, ['enabled', 'other'])
    eim.keepsEnabled(enabled)
    const { told } = await eim.carriesOut(
      { psmo: [listBriefly, { kind: 'enable', value: { iccid: other } }] },
      { reconnects: true },
    )
    const result = await told.happens()
    const notified = notificationsIn(result.message)
    const numbers = notified.map(({ seqNumber }) => seqNumber)
    const [first = 0] = numbers
    if (numbers.length === 0) doesNotApply('its profiles notify of nothing', result.frame)
    const all = holds(`at least ${numbers.join(', ')}`, (seen) =>
      numbers.every((number) => seen.includes(number)),
    )
    await client.must('A', (await eim.says(asking({ tagList: [0xa0] }))).told, wellMade, all)
    const byNumber = await eim.says(
      asking({ tagList: [0xa0], searchCriteriaNotification: { kind: 'seqNumber', value: first } }),
    )
    await client.must(
      'B',
      byNumber.told,
      wellMade,
      holds(`${first} alone`, (seen) => seen.join() === `${first}`),
    )
    const ofEnabled = notified
      .filter(({ profileManagementOperation }) => profileManagementOperation.includes('enable'))
      .map(({ seqNumber }) => seqNumber)
    const others = numbers.filter((number) => !ofEnabled.includes(number))
    const byEvent = await eim.says(
      asking({
        tagList: [0xa0],
        searchCriteriaNotification: { kind: 'profileManagementOperation', value: ['enable'] },
      }),
    )
    const right = holds(
      `${ofEnabled.join(', ')}, and not ${others.join(', ')}`,
      (seen) =>
        ofEnabled.every((number) => seen.includes(number)) && !others.some((number) => seen.includes(number)),
    )
    await client.must('C', byEvent.told, wellMade, right)
    await eim.acknowledges(sequenceNumbersIn(result.message))
    const none = holds(
      `none of ${numbers.join(', ')}`,
      (seen) => !numbers.some((number) => seen.includes(number)),
    )
    await client.must('D', (await eim.says(asking({ tagList: [0xa0] }))).told, wellMade, none)
  },
})
