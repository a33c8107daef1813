import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mustRun } from './command.mjs'
import { cache } from './folders.mjs'
import { once } from './once.mjs'

const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:2.8'

/**
 * Fetches artifacts with all that they need at run time from Maven Central.
 * @param {string} name of the folder in the cache
 * @param {readonly string[]} coordinates `group:artifact:version`, and `:classifier` where it is not the plain jar
 * @returns {Promise<string>} the folder of the jar files
 */
export async function mavenLibraries(name, coordinates) {
  const folder = join(cache, 'maven', name)
  const jars = join(folder, 'lib')
  await once(folder, coordinates, async () => {
    const pom = join(folder, 'pom.xml')
    writeFileSync(pom, pomFor(coordinates))
    await mustRun(
      `fetching ${coordinates.join(', ')}`,
      [
        'mvn',
        '-B',
        '-q',
        '-f',
        pom,
        `${plugin}:copy-dependencies`,
        `-DoutputDirectory=${jars}`,
        '-DincludeScope=runtime',
      ],
      { cwd: folder, timeout: 300 },
    )
  })
  return jars
}

/** @param {readonly string[]} coordinates */
function pomFor(coordinates) {
  const dependencies = coordinates.map((coordinate) => {
    const [group, artifact, version, classifier] = coordinate.split(':')
    const kind = classifier === undefined ? '' : `<classifier>${classifier}</classifier>`
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version>${kind}</dependency>`
  })
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>',
    '<groupId>interop</groupId><artifactId>peer</artifactId><version>1</version><packaging>pom</packaging>',
    `<dependencies>${dependencies.join('')}</dependencies></project>\n`,
  ].join('\n')
}
