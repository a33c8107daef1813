import { type Erratum, tracker } from './erratum.ts'

/** Errata of the cases on single objects, from int-600 on. */
export const objectErrata: readonly Erratum[] = [
  {
    id: 'int-651',
    where: 'criteria',
    printed: 'The Read gives the values that were written.',
    judged: 'The clock may have gone on by a minute; everything else is compared.',
    source: 'our choice',
  },
  {
    id: 'int-685',
    where: 'criteria',
    printed: 'One criterion is a copy of that of int-652.',
    judged: 'The refusal, and that the instance is there still.',
    source: 'Core 1.1.1 §6.3.7',
  },
  {
    id: 'int-901',
    where: 'criterion',
    printed: 'ETS 1.0.1 lists resources of Connectivity Monitoring.',
    judged:
      'The counters that the Client has, plausible for a few seconds; and that they stand still after Stop.',
    source: `${tracker} #236; definition of object 7`,
  },
  {
    id: 'int-1201',
    where: 'criterion on Discover',
    printed: 'The list holds /10/0/6.',
    judged: 'That resource is not in version 1.1; the version and the resources that are there are.',
    source: `${tracker} #475; definition of object 10, 1.1`,
  },
  ...['int-1202', 'int-1210'].map((id) => ({
    id,
    where: 'set of values and first criterion',
    printed: 'C10 0D 02, which is no TLV; and resource 13 must be 3.',
    judged: 'C1 0E 02, resource 14 = 2; resource 13 is left out, since nothing rests on it.',
    source: 'Core 1.1.1 §7.4.3',
  })),
  ...['int-1202', 'int-1203', 'int-1210', 'int-1230'].map((id) => ({
    id,
    where: 'configuration C.11',
    printed: 'Resources 13 and 14, before a version of object 10 had them.',
    judged: 'Only where the Client has them: they came with version 1.1.',
    source: `${tracker} #475; definition of object 10, 1.1`,
  })),
  {
    id: 'int-1204',
    where: 'steps',
    printed: 'Resources 4, 5, 9 and 10 in one place, 4, 5, 8 and 9 in another.',
    judged: '4, 5, 8 and 9, as in configuration C.10, with pmin=5 and pmax=15.',
    source: 'ETS annex C',
  },
  {
    id: 'int-1250',
    where: 'steps',
    printed: 'The trigger is a resource 7 of the Device, and the path /10/11.',
    judged: 'Execute /1/x/8, and /10/0/11.',
    source: `${tracker} #236`,
  },
  {
    id: 'int-1250',
    where: 'step 2',
    printed: 'The Client announces the profile when it is triggered.',
    judged: 'It announces it by itself; what the trigger brings is a second Update.',
    source: 'Core 1.1.1 §6.2.2',
  },
  {
    id: 'int-1350',
    where: 'steps 3 and 6',
    printed: 'The Client sends an Update from its new address.',
    judged:
      'It announces the instance; whether it changes its bearer is recommended, and the address may stay or lead to a Register.',
    source: 'Core 1.1.1 §6.2.2; definition of object 13',
  },
  {
    id: 'int-1350',
    where: 'step 1',
    printed: '/13/0 is created.',
    judged: 'Where a device has it, the preference is written: there can be but one.',
    source: 'our choice',
  },
  {
    id: 'int-1900',
    where: 'criterion on Discover',
    printed: 'ver="1.1".',
    judged: 'Not looked at: the object is of version 1.0.',
    source: 'OMA registry',
  },
  {
    id: 'int-1900',
    where: 'step 2',
    printed: 'pmin=300 and pmax=3600.',
    judged: 'pmin=5 and pmax=15: hours of waiting show no more.',
    source: 'our choice',
  },
  {
    id: 'int-2000',
    where: 'steps',
    printed: 'The Server writes to and reads LogStart, which is executable.',
    judged: 'It executes it, and reads LogStatus; LogStop follows.',
    source: `${tracker} #476`,
  },
]
