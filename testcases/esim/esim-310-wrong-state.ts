import { profileCase } from './profile-case.ts'

export default profileCase({
  number: 310,
  title: 'A profile in another state',
  purpose: 'What is enabled is neither enabled nor deleted, and what is disabled is not disabled.',
  needs: ['enabled', 'other'],
  steps: [
    'The eIM sends packages that enable the enabled profile, disable a disabled one, and delete the enabled one.',
    'It lists the profiles.',
  ],
  packages: ({ enabled, other }) => [
    { psmo: [{ kind: 'enable', value: { iccid: enabled } }], brings: ['enableResult 2'] },
    { psmo: [{ kind: 'disable', value: { iccid: other } }], brings: ['disableResult 2'] },
    { psmo: [{ kind: 'delete', value: { iccid: enabled } }], brings: ['deleteResult 2'] },
  ],
  does: 'says of each operation that the profile is in the wrong state (2)',
  leaves: ({ enabled, other }) => ({ [enabled]: 'enabled', [other]: 'disabled' }),
  ends: 'has its profiles as before',
})
