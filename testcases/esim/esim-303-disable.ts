import { profileCase } from './profile-case.ts'

export default profileCase({
  number: 303,
  title: 'Disable',
  purpose: 'A profile is disabled; for the sake of the connection it is enabled again by the same package.',
  sgp33: '-1 §4.2.32, -3 §4.2.2',
  needs: ['enabled', 'other'],
  steps: [
    'The eIM sends a package that disables the enabled profile and enables it again.',
    'It lists the profiles.',
  ],
  packages: ({ enabled }) => [
    {
      psmo: [
        { kind: 'disable', value: { iccid: enabled } },
        { kind: 'enable', value: { iccid: enabled } },
      ],
      brings: ['disableResult 0', 'enableResult 0'],
    },
  ],
  does: 'disables it, so that it can be enabled again',
  leaves: ({ enabled, other }) => ({ [enabled]: 'enabled', [other]: 'disabled' }),
  ends: 'has the same profile enabled, and that alone',
})
