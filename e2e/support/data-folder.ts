import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The lock and the log are written by every start, also by one that fails. */
const WRITTEN_BY_ANY_START = /^(?:engine\.lock|engine\.json|logs\/.*)$/

/** Digest of every file below the folder that holds something of the user's. */
export function fileDigests(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = names.filter((name) => statSync(join(folder, name)).isFile() && !WRITTEN_BY_ANY_START.test(name))
  return Object.fromEntries(files.toSorted().map((name) => [name, digest(readFileSync(join(folder, name)))]))
}

/** The lines of the engine's log, oldest first. */
export function logLines(folder: string): Record<string, unknown>[] {
  const logs = join(folder, 'logs')
  return readdirSync(logs)
    .toSorted()
    .flatMap((name) => readFileSync(join(logs, name), 'utf8').trim().split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

export function readTokens(folder: string): { viewer: string; trader: string; admin: string } {
  return JSON.parse(readFileSync(join(folder, 'access-tokens.json'), 'utf8')) as ReturnType<typeof readTokens>
}

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
