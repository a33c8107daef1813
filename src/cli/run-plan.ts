import { coapPorts, type Transport, uriOf } from '#coap'
import {
  type Accounts,
  type Catalogue,
  type Environment,
  planOf,
  type RunFacts,
  type RunOptions,
} from '#conduct'
import { parseCaseSelection, parseTarget, type RunSettings, schemesIn, selectionItems } from '#config'
import { securityModeOf } from '#dtls'
import {
  type Edition,
  emptyIcs,
  emptyIxit,
  type IcsDocument,
  type IcsItem,
  type Ixit,
  loadIcs,
  loadIxit,
  mandatory,
  sha256,
} from '#ics'
import type { ChairName } from '#record'
import { listedId, type TestCase } from '#testcase'
import { UserError } from '../user-error.ts'
import { accountsOf } from './accounts.ts'
import {
  allListed,
  isInProfile,
  isListedIn,
  loadAll,
  notScoredReason,
  picksObjectCases,
  profileNamed,
  selectCases,
} from './case-facts.ts'
import { type ClientParameters, oscoreOf } from './channel.ts'

/** A run as its options describe it, before anything is opened. */
export interface RunPlan {
  readonly judge: readonly ChairName[]
  readonly options: Omit<RunOptions, 'seed'>
  readonly cases: readonly TestCase[]
  /** Those that are to run, in their order. */
  readonly plan: readonly TestCase[]
  /** Those that were picked by hand and judge another chair, or are for another version. */
  readonly leftOut: readonly { readonly id: string; readonly why: string }[]
  readonly errataOf: Catalogue['errataOf']
  /** For a client: the cases made of the definitions of its objects, as far as they are wanted; undefined where none is. */
  readonly objectCase: Environment['objectCase']
  readonly target: ReturnType<typeof parseTarget>
  /** The client's ends of its security contexts; undefined without OSCORE. */
  readonly oscore: ClientParameters | undefined
  /** The client's accounts over DTLS or TLS; undefined over any other channel. */
  readonly accounts: Accounts | undefined
  readonly ics: IcsDocument
  readonly ixit: Ixit
  readonly digests: {
    readonly profile: string | null
    readonly ics: string | null
    readonly ixit: string | null
  }
  readonly notCertifiable: readonly string[]
  /** Numbers of the profile that judge these chairs and that nobody executes. */
  readonly notScored: RunFacts['notScored']
}

/** Settles what is to be judged, by what. @throws UserError for options that do not go together */
export async function planRun(settings: RunSettings): Promise<RunPlan> {
  const judge = chairsOf(settings)
  checkSchemes(settings)
  const target = targetOf(settings, judge)
  const { cases, catalogue } = await loadAll()
  const profile = profileNamed(catalogue.profiles, settings.profile)
  const lwm2m: Edition = settings.lwm2m ?? profile.edition
  if (settings.transport === 'tcp' && lwm2m === '1.0')
    throw new UserError('--transport tcp: LwM2M 1.0 has no binding over TCP; choose --lwm2m 1.1 or 1.2')
  const oscore = oscoreOf(settings, lwm2m)
  const accounts = accountsOf(settings)
  const isPicked = settings.cases !== undefined
  const wanted =
    settings.cases === undefined
      ? cases.filter((testCase) => isInProfile(profile, testCase))
      : selectCases(cases, settings.cases, allListed(catalogue))
  const plan = planOf(
    wanted.filter(({ editions }) => editions.includes(lwm2m)),
    judge,
  )
  const picks = settings.cases === undefined ? undefined : parseCaseSelection(settings.cases)
  const isMeant = isPicked
    ? selectionItems(settings.cases ?? '').some(picksObjectCases)
    : profile.name.startsWith('ets-')
  const mayShow = judge.includes('client') && isMeant
  if (plan.length === 0 && !mayShow) {
    const what = settings.cases === undefined ? `--profile ${settings.profile}` : `--cases ${settings.cases}`
    throw new UserError(
      `${what}: none of these cases judges the ${judge.join(' or the ')} in LwM2M ${lwm2m}; see the command list`,
    )
  }
  const ics = settings.ics === undefined ? undefined : loadIcs(settings.ics)
  const ixit = settings.ixit === undefined ? undefined : loadIxit(settings.ixit)
  const { timing, strict, allow } = settings
  return {
    judge,
    options: { iut: judge, lwm2m, profile: isPicked ? 'custom' : settings.profile, timing, strict, allow },
    cases,
    plan,
    leftOut: isPicked
      ? wanted.flatMap((testCase) => (plan.includes(testCase) ? [] : leftOut(testCase, lwm2m)))
      : [],
    errataOf: catalogue.errataOf,
    objectCase: mayShow
      ? (definition) =>
          picks?.(catalogue.objectCaseId(definition.id)) === false
            ? undefined
            : catalogue.objectCase(definition)
      : undefined,
    target,
    oscore,
    accounts,
    ics: ics?.document ?? emptyIcs,
    ixit: ixit?.document ?? emptyIxit,
    digests: {
      profile: isPicked ? null : sha256(JSON.stringify(profile)),
      ics: ics?.digest ?? null,
      ixit: ixit?.digest ?? null,
    },
    notCertifiable: [
      ...(timing === 'short' ? ['--timing short'] : []),
      ...(isPicked ? ['the cases were picked by hand'] : []),
      ...(judge.includes('client') ? deniedOf(ics?.document ?? emptyIcs, lwm2m) : []),
    ],
    notScored: isPicked
      ? []
      : allListed(catalogue)
          .filter(
            (entry) => isListedIn(profile, entry) && entry.judges.some((chair) => judge.includes(chair)),
          )
          .map((entry) => ({
            id: listedId(entry),
            title: entry.title,
            reason: notScoredReason(entry),
          })),
  }
}

/** What a client may not lack, but says no to: cases that need it do not apply to it. */
function deniedOf({ items }: IcsDocument, lwm2m: Edition): string[] {
  return Object.entries(items)
    .filter(([item, has]) => !has && mandatory(item as IcsItem, lwm2m))
    .map(([item]) => `the ICS says no to ${item}, which is mandatory in LwM2M ${lwm2m}`)
}

function leftOut({ id, judges, editions }: TestCase, lwm2m: Edition): RunPlan['leftOut'] {
  const why = editions.includes(lwm2m)
    ? `it judges the ${judges.join(' and the ')}`
    : `it is for LwM2M ${editions.join(' and ')} (--lwm2m)`
  return [{ id, why }]
}

function chairsOf({ judge }: RunSettings): readonly ChairName[] {
  if (judge === undefined)
    throw new UserError('run: say what is to be judged: client, server, bootstrap, or bootstrap,server')
  if (judge.includes('client') && judge.length > 1)
    throw new UserError(`run ${judge.join(',')}: a client is judged in a run of its own`)
  return judge
}

/** An address that names a scheme names that of the run. @throws UserError */
export function checkSchemes({ transport, channel, target, listen, listenBootstrap }: RunSettings): void {
  const given = { target, listen, 'listen-bootstrap': listenBootstrap }
  for (const [flag, text = ''] of Object.entries(given)) {
    for (const scheme of schemesIn(text)) {
      if (scheme.transport !== transport)
        throw new UserError(
          `--${flag} ${text}: the run is over ${transport}; say --transport ${scheme.transport}`,
        )
      if (scheme.isSecured !== (securityModeOf(channel) !== undefined))
        throw new UserError(
          `--${flag} ${text}: the channel is ${channel}; ${scheme.isSecured ? 'say --channel psk, rpk or x509' : `write ${schemeFor(transport, channel)}`}`,
        )
    }
  }
}

/** How an address begins that names what the run is over. */
function schemeFor(transport: Transport, channel: string): string {
  return uriOf(transport, { host: '', port: 0 }, securityModeOf(channel) !== undefined).replace(/:0$/, '')
}

function targetOf(
  { target, transport, channel }: RunSettings,
  judge: readonly ChairName[],
): RunPlan['target'] {
  if (judge.includes('client')) {
    if (target !== undefined)
      throw new UserError('--target is for judging servers; a client is awaited at --listen')
    return {}
  }
  const isSecured = securityModeOf(channel) !== undefined
  if (target === undefined)
    throw new UserError(
      `run ${judge.join(',')}: say where it is: --target ${schemeFor(transport, channel)}host:port`,
    )
  const found = parseTarget(target, judge, '--target', isSecured ? coapPorts.secured : coapPorts.plain)
  const missing = judge.find((chair) => chair !== 'client' && found[chair] === undefined)
  if (missing !== undefined) throw new UserError(`--target ${target}: it lacks ${missing}=ADDRESS`)
  return found
}
