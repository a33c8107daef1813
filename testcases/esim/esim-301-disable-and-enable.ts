import { profileCase } from './profile-case.ts'

export default profileCase({
  number: 301,
  title: 'Enable while no profile is enabled',
  purpose: 'One package disables a profile and enables another.',
  sgp33: '-1 §4.2.31, -3 §4.2.1, §5.2.1 #01, #02',
  needs: ['enabled', 'other'],
  steps: [
    'The eIM sends a package that disables the enabled profile and enables another.',
    'It lists the profiles.',
  ],
  packages: ({ enabled, other }) => [
    {
      psmo: [
        { kind: 'disable', value: { iccid: enabled } },
        { kind: 'enable', value: { iccid: other } },
      ],
      brings: ['disableResult 0', 'enableResult 0'],
    },
  ],
  does: 'carries out both, in their order',
  leaves: ({ enabled, other }) => ({ [enabled]: 'disabled', [other]: 'enabled' }),
  ends: 'has the other profile enabled, and that alone',
})
