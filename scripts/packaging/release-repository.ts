import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where releases are published, and where an installed program looks for newer ones. */
export interface ReleaseRepository {
  readonly owner: string
  readonly name: string
  readonly homepage: string
}

const PACKAGE_JSON = join(import.meta.dirname, '..', '..', 'package.json')

/** A release run builds for the repository it runs in (`GITHUB_REPOSITORY`), everything else for that of `package.json`. */
export function releaseRepository(environment: NodeJS.ProcessEnv): ReleaseRepository {
  const text = environment['GITHUB_REPOSITORY'] || packageRepository()
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(text)
  if (!match?.[1] || !match[2]) throw new Error(`The repository of releases is "${text}"; it must be "owner/name".`)
  return { owner: match[1], name: match[2], homepage: `https://github.com/${match[1]}/${match[2]}` }
}

function packageRepository(): string {
  const { repository } = JSON.parse(readFileSync(PACKAGE_JSON, 'utf8')) as { repository: string }
  return repository.replace(/^github:/, '')
}
