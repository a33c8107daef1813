import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '#net'
import { webServer } from '../web.fixture.ts'
import { httpUpperTester } from './http.ts'

let web: Awaited<ReturnType<typeof webServer>>
beforeAll(async () => {
  web = await webServer(({ url }, response) => {
    if (url === '/ut/capabilities') return response.end('{"verbs":["read","ask-registered","reboot"]}')
    if (url === '/ut/ask-registered') return response.end('{"answer":false}')
    if (url === '/ut/read') return response.writeHead(204).end()
    response.writeHead(409).end('busy\nwith other things')
  })
})
afterAll(() => web.close())

describe('an upper tester behind HTTP', () => {
  it('tells what it can, and gets each verb with the IUT', async () => {
    const tester = (await httpUpperTester(`${web.url}/ut/`, { clock: systemClock })).of({ endpoint: 'c' })
    expect([tester.can('read'), tester.can('write')]).toEqual([true, false])
    expect(await tester.perform({ verb: 'read', endpoint: 'c', path: '/3' })).toBeUndefined()
    expect(await tester.perform({ verb: 'ask-registered', endpoint: 'c' })).toBe(false)
    const { method, body } = web.requests.find(({ url }) => url === '/ut/read') ?? { method: '', body: '{}' }
    expect(method).toBe('POST')
    expect(JSON.parse(body)).toEqual({ verb: 'read', endpoint: 'c', path: '/3', iut: { endpoint: 'c' } })
  })

  it('that refuses is named with the first line it says', async () => {
    const tester = (await httpUpperTester(`${web.url}/ut`, { clock: systemClock })).of({ endpoint: 'c' })
    await expect(tester.perform({ verb: 'reboot' })).rejects.toThrow(
      /POST .*\/reboot was answered 409: busy$/,
    )
  })

  it('that nobody runs is named', async () => {
    const gone = await webServer(() => {})
    await gone.close()
    await expect(httpUpperTester(gone.url, { clock: systemClock })).rejects.toThrow(
      `GET ${gone.url}/capabilities: nobody listens there (connection refused)`,
    )
  })

  it('that does not answer is not waited for', async () => {
    const slow = await webServer(() => {})
    const asked = httpUpperTester(slow.url, { clock: systemClock, timeout: 0.05 })
    await expect(asked).rejects.toThrow('no answer within 0.05 s')
    await slow.close()
  })

  it('needs a URL', async () => {
    await expect(httpUpperTester('localhost:8080', { clock: systemClock })).rejects.toThrow(
      'localhost:8080 is no URL of an upper tester; give one like http://localhost:8080',
    )
  })
})
