import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InvariantError } from './errors.ts'

/** Version in the nearest package file above this program. */
export function programVersion(): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (!existsSync(file)) continue
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (isVersioned(content)) return content.version
  }
  throw new InvariantError('no package.json with a version stands above the program')
}

function isVersioned(content: unknown): content is { version: string } {
  return typeof content === 'object' && content !== null && 'version' in content && typeof content.version === 'string'
}
