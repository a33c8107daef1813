import { testCase } from '#testcase'
import { delivers, fromIdle, resets, sampleOf } from '../7xx-firmware/firmware.ts'
import { delivered, ends, endsIn, follows, needs, states } from '../7xx-firmware/standing.ts'
import { waits } from '../waits.ts'
import { isDownloading, ofFirmware, rule } from './common.ts'

export default testCase({
  ...ofFirmware('FW-PULL'),
  purposeId: 'TP/FW/POWER/BV-01',
  title: 'Power lost while Downloading',
  purpose: 'A Client that loses its power amid a download comes back, and goes on or begins anew.',
  stimuli: { client: ['reboot'] },
  steps: [
    'The Client fetches a package that comes slowly, and its power is cut.',
    'It registers; the Server follows State and Update Result, resets, and delivers the package again.',
  ],
  criteria: {
    A: rule('registers when it is back', 'Core 1.1.1 §6.2.1'),
    B: rule('goes on, or gives the download up (State 2, or 0)'),
    C: rule('takes the package then (State 2, Update Result 0)'),
  },
  async body(scene) {
    const { client, cannotJudge } = scene
    const octets = sampleOf(scene, 'good')
    await fromIdle(scene)
    await isDownloading(scene, octets)
    if (!(await client.losesPower())) cannotJudge('nobody can cut its power')
    await client.must('A', client.registers().sent)
    const settled = ({ state }: { readonly state: number | undefined }) => state !== states.downloading
    const back = endsIn(states.idle, states.downloaded)
    needs(scene, await client.must('B', follows(scene, settled, waits.lostDownload), back), back)
    await resets(scene)
    await delivers(scene, octets)
    await client.must('C', follows(scene, delivered, waits.delivery), ends([states.downloaded, 0]))
  },
})
