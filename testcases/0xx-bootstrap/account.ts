import { type Asked, type Body, type Check, check, format, type Link, pathText } from '#testcase'

/** Discover states the enabler version: `</>;lwm2m=1.1`, or as a bare item, which 1.0 wrote and later versions tolerate. */
export function enablerVersion(lwm2m: string): Check<Body> {
  return check(`lwm2m=${lwm2m}, unquoted`, ({ links }) => {
    const stated = links.flatMap(({ attributes }) => attributes).find(({ name }) => name === 'lwm2m')
    if (stated === undefined) return 'no lwm2m'
    return stated.value === lwm2m && !stated.quoted
      ? undefined
      : `lwm2m=${stated.quoted ? `"${stated.value}"` : stated.value}`
  })
}

/** Well-formed links; the bare item `lwm2m=1.0` that 1.0 puts before them is none, and no reason to fail. */
export function linksOf(lwm2m: string): Check<Body> {
  const links = format('link')
  return check(links.expected, (body) => {
    const findings = body.findings.filter(({ offset }) => lwm2m !== '1.0' || offset > 0)
    return links.verify({ ...body, findings })
  })
}

/** Exactly one Security instance, the Bootstrap-Server's own, shows no Short Server ID. */
export const ownAccountHidden: Check<Body> = check('one Security instance without ssid', ({ links }) => {
  const without = securityInstances(links).filter(
    ({ attributes }) => !attributes.some(({ name }) => name === 'ssid'),
  )
  return without.length === 1 ? undefined : `${without.length} of them`
})

/** The Security instances among the links of a Discover. */
export function securityInstances(links: readonly Link[]): readonly Link[] {
  return links.filter(({ target }) => /^\/0\/\d+$/.test(target))
}

/** A Write of a whole Server account holds these resources, whichever instance it goes to. */
export function writesResources(object: number, resources: readonly number[]): Check<Body> {
  return check(`resources ${resources.join(', ')} of object ${object}`, ({ nodes }) => {
    const written = nodes.filter(({ path }) => path[0] === object).map(({ path }) => path[2])
    const missing = resources.find((resource) => !written.includes(resource))
    return missing === undefined
      ? undefined
      : `no resource ${missing} in ${nodes.map(({ path }) => pathText(path)).join(', ')}`
  })
}

/** A Bootstrap-Request names the endpoint (mandatory in 1.0; later it may be left to the security identity). */
export const endpointStated: Check<Asked> = check('POST /bs?ep=…', ({ method, path, query }) => {
  if (method !== 'POST' || path.join('/') !== 'bs') return `${method} /${path.join('/')}`
  return query.some((item) => item.startsWith('ep=')) ? undefined : `no ep in ${query.join('&')}`
})
