import { resultsIn } from '../7xx-firmware/standing.ts'
import { fails, remoteSim, remoteSimCase, sameAs, simActions } from './remote-sim.ts'

/** Results of downloads that came to nothing. */
const failures = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
const [invalidUri, unsupportedProtocol] = [7, 8]

export default remoteSimCase({
  number: 906,
  title: 'Object 504: an address that leads nowhere',
  purpose: 'A download from where there can be nothing is refused or fails, and leaves the SIM as it is.',
  acts: true,
  steps: [
    'The Server writes a text that is no URI to resource 3, and has a profile downloaded.',
    'It does so with a scheme that there is not.',
  ],
  criteria: {
    A: {
      text: 'fails where resource 3 holds no URI: Idle in the end, with the Result of a failed download',
      clause: 'definition of /504/x/6',
    },
    B: { text: 'says that the URI is invalid (7)', level: 'SHOULD', clause: 'definition of /504/x/6' },
    C: {
      text: 'fails where nobody knows the scheme: Idle in the end, with the Result of a failed download',
      clause: 'definition of /504/x/6',
    },
    D: {
      text: 'says that the protocol is not supported (8)',
      level: 'SHOULD',
      clause: 'definition of /504/x/6',
    },
    E: { text: 'has the profiles that it had', clause: 'definition of /504/x/11' },
  },
  async body(scene) {
    const { client, server } = scene
    const sim = await remoteSim(scene)
    const before = await sim.iccids().happens()
    for (const [address, failed, exact, result] of [
      ['a text, and no address', 'A', 'B', invalidUri],
      ['unheard-of://profiles.example/1', 'C', 'D', unsupportedProtocol],
    ] as const) {
      const written = await server.writes(`${sim.path}/3`, address).answered.happens()
      if (!written.code.startsWith('2.')) {
        for (const letter of [failed, exact])
          client.notApplicable(letter, `the Write is answered ${written.code}`)
        continue
      }
      const { walk, isTaken } = await sim.acts(simActions.download)
      await client.must(failed, walk, fails(...failures))
      if (isTaken) await client.must(exact, walk, resultsIn(result))
      else client.notApplicable(exact, 'the Execute is refused')
    }
    await client.must('E', sim.iccids(), sameAs(before))
  },
})
