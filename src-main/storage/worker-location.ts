import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDefined } from '../base/index.ts'

/**
 * Path of a worker's entry file. Run from source it lies beside this file; in a build this code may stand in an entry
 * or in a shared chunk one folder below, while the worker is an entry of its own.
 */
export function workerFile(name: string, here = import.meta.dirname): string {
  const candidates = [join(here, `${name}.ts`), join(here, `${name}.js`), join(here, '..', `${name}.js`)]
  return ensureDefined(
    candidates.find((path) => existsSync(path)),
    `the worker file ${name} near ${here}`,
  )
}
