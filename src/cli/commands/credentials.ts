import { join } from 'node:path'
import type { Command } from 'commander'
import { systemClock, systemRandom } from '#net'
import { UserError } from '../../user-error.ts'
import { writeFiles } from '../credential-file.ts'
import { makeCredentials } from '../credentials.ts'
import type { Io } from '../io.ts'

interface CredentialFlags {
  readonly endpoint: string
  readonly serverName: string
}

/** `credentials`: new keys and certificates for every channel, and the accounts that are made of them. */
export function define(command: Command, io: Io): void {
  command
    .argument('<folder>', 'where they are written; nothing in it is overwritten')
    .option('--endpoint <name>', 'endpoint name of the device, which is its PSK identity, too', 'device-1')
    .option(
      '--server-name <host>',
      'host name that the certificate of the server is for',
      'server.example.com',
    )
    .action(async (folder: string, { endpoint, serverName }: CredentialFlags) => {
      if (endpoint === '') throw new UserError('--endpoint: a name of at least one character is needed')
      if (!/^[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(serverName) || /^[\d.]+$/.test(serverName))
        throw new UserError(`--server-name ${serverName}: a host name is needed, such as server.example.com`)
      const now = systemClock.now()
      const files = await makeCredentials({ endpoint, serverName, now, random: systemRandom() })
      writeFiles(folder, files)
      io.out(summary(folder, serverName))
    })
}

function summary(folder: string, serverName: string): string {
  const at = (name: string): string => join(folder, name)
  return `${[
    'For the device, the values of its Security object (/0) and OSCORE object (/21):',
    `  ${at('device')}`,
    'For a run, the same accounts:',
    ...['psk', 'rpk', 'x509'].map((mode) => `  --channel ${mode} --account ${at(`${mode}.json`)}`),
    `  --channel x509 --account ${at('x509-ca.json')}   (the device trusts the CA: Certificate Usage 2)`,
    `  --channel oscore --oscore ${at('oscore.json')}`,
    `Certificates name the server ${serverName}: a device finds the tester by a hosts entry of that name, or asks`,
    'for it by the resource /0/x/14. They are for tests alone.',
  ].join('\n')}\n`
}
