import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { type Curve, isEid, largestCounter } from '#esim'
import { systemClock } from '#net'
import { UserError } from '../../user-error.ts'
import { writeFiles } from '../credential-file.ts'
import { makeEsimKeys, makeEuicc } from '../esim-keys.ts'
import type { Io } from '../io.ts'

const curveNames: { readonly [name: string]: Curve } = {
  'P-256': 'prime256v1',
  brainpoolP256r1: 'brainpoolP256r1',
}

interface KeyFlags {
  readonly eid: string
  readonly eimId: string
  readonly counter: string
  readonly token?: true
  readonly curve: string
}

/** `esim keys` and `esim euicc`: what the tester needs to be the eIM of an eUICC, or an eUICC of an eIM. */
export function define(command: Command, io: Io): void {
  command
    .command('keys')
    .description('Make the key pair of an eIM and its association, to be loaded into the eUICC')
    .argument('<folder>', 'where they are written; nothing in it is overwritten')
    .requiredOption('--eid <digits>', 'EID of the eUICC, 32 digits, as on the card or in /3443/0/1')
    .option('--eim-id <id>', 'name of the eIM: an FQDN, an OID, or any other text', 'eim.example.com')
    .option('--counter <number>', 'counter value that the association begins with', '0')
    .option('--token', 'ask the eUICC for an association token')
    .addOption(new Option('--curve <name>', 'of the key').choices(Object.keys(curveNames)).default('P-256'))
    .action((folder: string, flags: KeyFlags) => {
      const { eid, eimId, counter, token = false, curve } = checked(flags)
      const files = makeEsimKeys({ eid, eimId, counter: Number(counter), withToken: token, curve })
      writeFiles(folder, files)
      io.out(summary(folder, { eid, token }))
    })
  command
    .command('euicc')
    .description(
      'Make an eUICC that a run plays to an eIM under test, with certificates of an issuer of its own',
    )
    .argument('<folder>', 'where it is written; nothing in it is overwritten')
    .option('--eid <digits>', 'its EID, 32 digits', '89049032123451234512345678901235')
    .option('--eim-id <id>', 'name of the eIM, as it stands in its packages', 'eim.example.com')
    .addOption(new Option('--curve <name>', 'of the keys').choices(Object.keys(curveNames)).default('P-256'))
    .action((folder: string, flags: Pick<KeyFlags, 'eid' | 'eimId' | 'curve'>) => {
      const { eid, eimId, curve } = checked({ ...flags, counter: '0' })
      writeFiles(folder, makeEuicc({ eid, eimId, curve, now: systemClock.now() }))
      io.out(euiccSummary(folder, eid))
    })
}

function checked(flags: KeyFlags): Omit<KeyFlags, 'curve'> & { readonly curve: Curve } {
  const { eid, eimId, counter } = flags
  if (!/^\d{32}$/.test(eid)) throw new UserError(`--eid ${eid}: an EID has 32 digits`)
  const length = [...eimId].length
  if (length < 1 || length > 128) throw new UserError(`--eim-id: ${length} characters; 1 to 128 are needed`)
  if (!/^\d+$/.test(counter) || Number(counter) >= largestCounter)
    throw new UserError(`--counter ${counter}: a whole number below ${largestCounter} is needed`)
  return { ...flags, curve: curveNames[flags.curve] ?? 'prime256v1' }
}

function euiccSummary(folder: string, eid: string): string {
  const at = (name: string): string => join(folder, name)
  return `${[
    `For the eIM, which is to manage the eUICC ${eid} of the client that the run is:`,
    `  ${at('ci.cert.pem')}, whose certificates it is to trust, or ${at('euicc.pub.pem')}`,
    `For a run: the public key of the eIM goes into ${at('ixit.json')} as esim.eimKey (SubjectPublicKeyInfo in base64), then`,
    `  --ixit ${at('ixit.json')}`,
  ].join('\n')}\n`
}

function summary(folder: string, { eid, token }: { readonly eid: string; readonly token: boolean }): string {
  const at = (name: string): string => join(folder, name)
  return `${[
    'For the eUICC, to be sent to it as it is (ES10b.AddInitialEim; the eUICC takes it while it knows no eIM):',
    `  ${at('association.der')}, in hexadecimal ${at('association.hex')}`,
    'For a run, which then is this eIM:',
    `  --ixit ${at('ixit.json')}`,
    ...(token ? ['The token that the eUICC answers (84 …) is to be put there: esim.associationToken.'] : []),
    ...(isEid(eid) ? [] : [`The last two digits of ${eid} do not check it: it may be misread.`]),
  ].join('\n')}\n`
}
