import { profileCase } from './profile-case.ts'

export default profileCase({
  number: 302,
  title: 'Enable while another profile is enabled',
  purpose: 'A profile is enabled in the place of another.',
  sgp33: '-3 §5.2.1 #03, #04',
  needs: ['enabled', 'other'],
  steps: ['The eIM sends a package that enables a disabled profile.', 'It lists the profiles.'],
  packages: ({ other }) => [
    { psmo: [{ kind: 'enable', value: { iccid: other } }], brings: ['enableResult 0'] },
  ],
  does: 'enables it',
  leaves: ({ enabled, other }) => ({ [enabled]: 'disabled', [other]: 'enabled' }),
  ends: 'has the other profile enabled, and that alone',
})
