import type { Iut } from './factory.ts'
import type { QueuedOperation, Verb } from './verbs.ts'

/** What an operator is asked to do or to look up, in plain words and without a full stop. */
export function instruction(verb: Verb, iut: Iut): string {
  const client = `client "${'endpoint' in verb ? verb.endpoint : iut.endpoint}"`
  switch (verb.verb) {
    case 'register':
      return `Start ${client}, or restart it, so that it registers${at(iut.serverUri)}`
    case 'update':
      return `Make ${client} send a registration Update`
    case 'deregister':
      return `Make ${client} de-register`
    case 'bootstrap':
      return `Make ${client} forget its server account and bootstrap${at(iut.bootstrapUri)}`
    case 'reboot':
      return `Reboot ${client}`
    case 'insert-card':
      return `Put a smartcard into ${client} that holds the server ${verb.serverUri} with short server id ${
        verb.shortServerId
      } and lifetime ${verb.lifetime} s, and switch the client off and on${
        verb.how === undefined ? '' : ` (${verb.how})`
      }`
    case 'remove-card':
      return `Take the smartcard out of ${client}`
    case 'defer':
      return `Put off the installation of firmware that ${client} is going to ask you about`
    case 'set':
      return `Make ${verb.path} of ${client} change to ${JSON.stringify(verb.value)} by itself`
    case 'send':
      return `Make ${client} try to send ${
        verb.paths.length === 0 ? 'values of its choice' : verb.paths.join(', ')
      } by itself (the Send operation)`
    case 'read':
      return `Make the server read ${verb.path} of ${client}${as(verb.format)}`
    case 'discover':
      return `Make the server discover ${verb.path} of ${client}${
        verb.depth === undefined ? '' : ` with depth ${verb.depth}`
      }`
    case 'read-composite':
      return `Make the server read ${verb.paths.join(', ')} of ${client} in one Read-Composite${as(verb.format)}`
    case 'write-composite':
      return `Make the server write ${values(verb.content)} to ${client} in one Write-Composite${as(verb.format)}`
    case 'write':
      return `Make the server write ${values(verb.content)} to ${verb.path} of ${client}${as(verb.format)}, ${
        verb.replace ? 'replacing what is there' : 'leaving the rest as it is (partial update)'
      }`
    case 'execute':
      return `Make the server execute ${verb.path} of ${client}${
        verb.argument === undefined ? '' : ` with the argument ${JSON.stringify(verb.argument)}`
      }`
    case 'attributes':
      return `Make the server write the attributes ${verb.query.join(', ')} to ${verb.path} of ${client}`
    case 'create':
      return `Make the server create ${values(verb.content)} on ${verb.path} of ${client}${as(verb.format)}`
    case 'delete':
      return `Make the server delete ${verb.path} of ${client}`
    case 'observe': {
      const parameters = verb.query === undefined ? '' : ` with the parameters ${verb.query.join(', ')}`
      return `Make the server observe ${verb.path} of ${client}${as(verb.format)}${parameters}`
    }
    case 'observe-composite':
      return `Make the server observe ${verb.paths.join(', ')} of ${client} in one Observe-Composite${as(verb.format)}`
    case 'cancel':
      return `Make the server cancel its observation of ${verb.path} of ${client} ${manner(verb.by, 'GET')}`
    case 'cancel-composite':
      return `Make the server cancel its composite observation of ${verb.paths.join(', ')} of ${client} ${manner(verb.by, 'FETCH')}`
    case 'forget':
      return `Make the server forget the registration of ${client} without telling the client`
    case 'provision':
      return `Set the bootstrap-server up for ${client}: ${provisioned(verb)}`
    case 'queue':
      return `Make the eIM queue one package for the eUICC ${verb.eid} of ${client}: ${verb.package.map(operationText).join('; ')}`
    case 'ask-registered':
      return `Does the server show ${client} as registered?`
    case 'ask-value':
      return `What value does the server show for ${verb.path} of ${client}?`
    case 'ask-queue-mode':
      return `Does the server show ${client} as one in queue mode?`
  }
}

function at(uri: string | undefined): string {
  return uri === undefined ? '' : ` at ${uri}`
}

function manner(by: 'reset' | 'get', method: string): string {
  return by === 'reset'
    ? 'passively (a Reset to its next notification)'
    : `actively (a ${method} with Observe 1)`
}

function as(format: string | undefined): string {
  return format === undefined ? '' : ` as ${format}`
}

function values(content: Readonly<Record<string, unknown>>): string {
  return Object.entries(content)
    .map(([path, value]) => (path === '' ? JSON.stringify(value) : `${path} = ${JSON.stringify(value)}`))
    .join(', ')
}

function provisioned(verb: Extract<Verb, { verb: 'provision' }>): string {
  const { serverUri, lifetime, shortServerId, deletes, reads } = verb
  return [
    ...(deletes.length === 0 ? [] : [`delete ${deletes.join(', ')}`]),
    ...(reads.length === 0 ? [] : [`read ${reads.join(', ')}`]),
    `give it the server ${serverUri} with short server id ${shortServerId} and lifetime ${lifetime} s`,
  ].join('; ')
}

function operationText(queued: QueuedOperation): string {
  switch (queued.operation) {
    case 'enable':
      return `enable profile ${queued.iccid}${queued.rollback === true ? ' with the rollback flag' : ''}`
    case 'disable':
    case 'delete':
      return `${queued.operation} profile ${queued.iccid}`
    case 'set-fallback':
      return `give profile ${queued.iccid} the fallback attribute`
    case 'unset-fallback':
      return 'take the fallback attribute away'
    case 'list':
      return 'list all profiles'
    case 'rules':
      return 'get the Rules Authorisation Table'
    case 'list-eims':
      return 'list all eIMs'
    case 'add-eim':
      return `add the eIM ${queued.eimId} with the public key ${queued.publicKey}`
    case 'delete-eim':
      return `delete the eIM ${queued.eimId}`
    case 'download':
      return `have a profile downloaded ${sourceText(queued)}`
  }
}

function sourceText({ activationCode, smds }: { activationCode?: string; smds?: string }): string {
  if (activationCode !== undefined) return `by the activation code ${activationCode}`
  return smds === undefined ? 'from the default SM-DP+' : `by the SM-DS ${smds}`
}
