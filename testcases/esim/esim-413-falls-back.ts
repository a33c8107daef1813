import { type Check, check, type Psmo, type Told } from '#testcase'
import { esimCase } from './esim-case.ts'
import { iccidsOf, listBriefly } from './profile-case.ts'
import { brings, shows } from './results.ts'
import { wellMade } from './told.ts'

const notifies: Check<readonly Told[]> = check('a request with notifyStateChange', (all) => {
  if (all.some((told) => changeIn(told)?.notifyStateChange === true)) return undefined
  return all.length === 0 ? 'no request for a package' : 'requests without it'
})

/** Cause of a change: the IPA had the eUICC fall back. */
const fallback = 1

export default esimCase({
  number: 413,
  title: 'The device falls back',
  purpose:
    'A device that a profile gives no connection comes back by the one that has the fallback attribute.',
  signs: true,
  since: '1.1',
  impact: 'profile',
  dependsOn: ['ESIM-302', 'ESIM-411'],
  steps: [
    'The eIM gives the fallback attribute to a disabled profile that connects.',
    'It enables the profile that finds no network, with no way back, and waits for the device.',
    'It lists the profiles. Where the IPA asked for a package meanwhile, it looks at what it said of the change.',
    'It enables the profile of before, and takes the attribute away.',
  ],
  criteria: {
    A: { text: 'comes back, and tells what came of the package', clause: 'SGP.32 §2.11.2.1' },
    B: {
      text: 'has the profile with the attribute enabled, and that alone',
      clause: 'SGP.32 §5.9 (fallback)',
    },
    C: {
      text: 'names the fallback (1) as the cause, where it tells of the change when it asks for a package',
      clause: 'SGP.32 §6.3.2.6 (stateChangeCause)',
    },
    D: {
      text: 'asks for a package, and tells that profiles changed (notifyStateChange)',
      clause: 'SGP.32 §6.3.2.6 (notifyStateChange)',
      unverified: 'public sources do not say that a device has to',
    },
  },
  async body(scene) {
    const { client, eim, afterwards, cannotJudge, doesNotApply } = scene
    // Others would be cut off for good.
    if (eim.facts?.fallback === undefined) cannotJudge('the IXIT does not tell esim.fallback')
    const { enabled, other, unserved } = iccidsOf(scene, ['enabled', 'other', 'unserved'])
    const does = async (psmo: Psmo) => (await eim.carriesOut({ psmo: [psmo] })).told
    const given = await (await does({ kind: 'setFallbackAttribute', value: { iccid: other } })).happens()
    if (brings('setFallbackAttributeResult 0').verify(given) !== undefined)
      doesNotApply('the profile may not have it, or another keeps it', given.frame)
    afterwards('take the fallback attribute away', async () => {
      await (await does({ kind: 'unsetFallbackAttribute', value: true })).happens()
    })
    eim.keepsEnabled(enabled)
    const before = eim.questions.length
    const { told } = await eim.carriesOut(
      { psmo: [{ kind: 'enable', value: { iccid: unserved } }] },
      { fallsBack: true },
    )
    await client.must('A', told, wellMade, brings('enableResult 0'))
    const listed = await does(listBriefly)
    const fellBack = shows({ [other]: 'enabled', [unserved]: 'disabled', [enabled]: 'disabled' })
    if (fellBack.verify(await client.must('B', listed, fellBack)) !== undefined)
      cannotJudge('there is no fallback to be told of')
    const asked = listed.map('requests for a package', () => eim.questions.slice(before))
    if ((await asked.happens()).flatMap(causeIn).length > 0) await client.must('C', asked, allBy(fallback))
    else client.notApplicable('C', 'it tells no cause of a change')
    await client.must('D', asked, notifies)
  },
})

function changeIn({ message }: Told) {
  return message?.kind === 'getEimPackageRequest' ? message.value : undefined
}

function causeIn(told: Told): readonly number[] {
  const { notifyStateChange, stateChangeCause } = changeIn(told) ?? {}
  return notifyStateChange === true && stateChangeCause !== undefined ? [stateChangeCause] : []
}

function allBy(cause: number): Check<readonly Told[]> {
  return check(`stateChangeCause ${cause}`, (all) => {
    const other = all.flatMap(causeIn).find((one) => one !== cause)
    return other === undefined ? undefined : `stateChangeCause ${other}`
  })
}
