import { join } from 'node:path'
import type { Command } from 'commander'
import { writeFiles } from '../credential-file.ts'
import type { Io } from '../io.ts'
import { samplePackages } from '../sample-packages.ts'

/** `packages`: packages for the reference Client, and an IXIT that names them. */
export function define(command: Command, io: Io): void {
  command
    .argument('<folder>', 'where they are written; nothing in it is overwritten')
    .action((folder: string) => {
      writeFiles(folder, samplePackages())
      io.out(
        `Packages that serve --as client takes or refuses, each for one outcome; a run finds them by\n  --ixit ${join(folder, 'ixit.json')} --allow firmware\n`,
      )
    })
}
