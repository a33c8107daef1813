import { waits } from '../waits.ts'
import { eimCase } from './eim-case.ts'
import { listing } from './from-eim.ts'

export default eimCase({
  number: 802,
  title: 'A mailbox that takes no message',
  purpose: 'What cannot be left in the mailbox is left there when it can.',
  steps: [
    'The Client shows State 1 and refuses Writes to /3443/0/2, while the eIM is told to queue a package.',
    'It shows State 0.',
  ],
  criteria: {
    A: { text: 'leaves the package when the mailbox takes it', clause: 'Object 3443 1.0 resource 0' },
  },
  async body({ server, ipa, pause }) {
    await ipa.isBusy(true)
    const left = ipa.queues(listing)
    await pause(waits.mailboxBusy)
    await ipa.isBusy(false)
    const package_ = await server.must('A', left)
    await ipa.says(ipa.telling(package_, ipa.resultOf(package_)))
  },
})
