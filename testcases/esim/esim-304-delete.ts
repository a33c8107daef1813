import { profileCase } from './profile-case.ts'

export default profileCase({
  number: 304,
  title: 'Delete',
  purpose: 'A disabled profile is deleted.',
  sgp33: '-1 §4.2.33, -3 §4.2.3',
  needs: ['spare', 'enabled'],
  steps: ['The eIM sends a package that deletes the spare profile.', 'It lists the profiles.'],
  packages: ({ spare }) => [
    { psmo: [{ kind: 'delete', value: { iccid: spare } }], brings: ['deleteResult 0'] },
  ],
  does: 'deletes it',
  leaves: ({ spare, enabled }) => ({ [spare]: null, [enabled]: 'enabled' }),
  ends: 'has it no more, and all else as before',
})
