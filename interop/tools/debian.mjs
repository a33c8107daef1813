import { mustRun, runToEnd, SetupError } from './command.mjs'

/** What has to be there, and the Debian package that brings it. */
const programs = {
  java: 'openjdk-17-jre-headless',
  javac: 'openjdk-17-jdk-headless',
  mvn: 'maven',
  'coap-client-notls': 'libcoap3-bin',
  'coap-server-notls': 'libcoap3-bin',
  tshark: 'tshark',
  mergecap: 'wireshark-common',
  openssl: 'openssl',
  python3: 'python3-venv',
  'gnutls-cli': 'gnutls-bin',
  'coap-client-openssl': 'libcoap3-bin',
  'coap-client-gnutls': 'libcoap3-bin',
}

/** Installs the programs that are missing, where that is allowed. @throws SetupError that says what to install */
export async function needPrograms() {
  const missing = []
  for (const [program, packaged] of Object.entries(programs))
    if (!(await isThere(program))) missing.push(packaged)
  if (missing.length === 0) return
  const words = ['apt-get', 'install', '--yes', '--no-install-recommends', ...new Set(missing)]
  if (process.getuid?.() !== 0 || !(await isThere('apt-get')))
    throw new SetupError(`some programs are missing; as root: ${words.join(' ')}`)
  await mustRun('updating the package lists', ['apt-get', 'update'], { timeout: 300 })
  // tshark's package asks who may capture; here it only reads files.
  await mustRun(`installing ${missing.join(', ')}`, ['env', 'DEBIAN_FRONTEND=noninteractive', ...words], {
    timeout: 600,
  })
}

/** @param {string} program */
async function isThere(program) {
  try {
    return (await runToEnd('which', [program], { timeout: 10 })).code === 0
  } catch {
    return false
  }
}
