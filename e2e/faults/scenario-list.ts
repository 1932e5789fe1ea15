import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A row of `scenarios.md`. */
export interface ListedScenario {
  readonly id: string
  readonly title: string
  readonly holds: string
}

const ROW = /^\| *(?<id>\d+\.\d+) *\| *(?<title>.+?) *\| *(?<holds>.+?) *\|$/

export function listedScenarios(file = join(import.meta.dirname, 'scenarios.md')): ListedScenario[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const { id, title, holds } = ROW.exec(line)?.groups ?? {}
      return id !== undefined && title !== undefined && holds !== undefined ? [{ id, title, holds }] : []
    })
}

/** What list and implementation have to say about each other; nothing where each row has one and each one a row. */
export function listFaults(listed: readonly string[], implemented: readonly string[]): string[] {
  return [
    ...listed.filter((id) => !implemented.includes(id)).map((id) => `${id} is listed and has no implementation`),
    ...implemented.filter((id) => !listed.includes(id)).map((id) => `${id} is implemented and not listed`),
    ...repeated(listed).map((id) => `${id} is listed twice`),
    ...repeated(implemented).map((id) => `${id} is implemented twice`),
  ]
}

/** `2.1,3.*`: ids, or whole groups. */
export function isChosen(id: string, pattern: string | undefined): boolean {
  if (pattern === undefined) return true
  return pattern.split(',').some((part) => (part.endsWith('.*') ? id.startsWith(part.slice(0, -1)) : id === part))
}

function repeated(ids: readonly string[]): string[] {
  return ids.filter((id, index) => ids.indexOf(id) !== index)
}
