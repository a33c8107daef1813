import { profileCase, unknownIccid } from './profile-case.ts'

const value = { iccid: unknownIccid }

export default profileCase({
  number: 309,
  title: 'A profile that there is not',
  purpose: 'Operations on an ICCID that no profile has are told to have failed so.',
  needs: ['enabled', 'other'],
  steps: [
    'The eIM sends packages that enable, disable and delete a profile by an ICCID that no profile has.',
    'It lists the profiles.',
  ],
  packages: () => [
    { psmo: [{ kind: 'enable', value }], brings: ['enableResult 1'] },
    { psmo: [{ kind: 'disable', value }], brings: ['disableResult 1'] },
    { psmo: [{ kind: 'delete', value }], brings: ['deleteResult 1'] },
  ],
  does: 'says of each operation that there is no such profile (1)',
  leaves: ({ enabled, other }) => ({ [enabled]: 'enabled', [other]: 'disabled' }),
  ends: 'has its profiles as before',
})
