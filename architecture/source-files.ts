import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

export const ROOT = join(import.meta.dirname, '..')

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string
  readonly text: string
}

export interface ImportStatement {
  readonly from: string
  readonly specifier: string
  /** Repository path for a relative import, package name otherwise. */
  readonly target: string
  readonly relative: boolean
}

/** Every TypeScript file below the given folders. */
export function sourceFiles(folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) => {
    const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    return names
      .filter((name) => /\.(ts|tsx)$/.test(name))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .toSorted()
      .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
  })
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.includes('/testing/') || path.endsWith('-conformance.ts')
}

/** Static imports, re-exports and dynamic imports with a literal, type-only ones included. */
export function importsOf(file: SourceFile): ImportStatement[] {
  const { module } = parseSync(file.path, file.text)
  const statics = module.staticImports.map((entry) => entry.moduleRequest.value)
  const reexports = module.staticExports.flatMap((entry) =>
    entry.entries.flatMap((item) => (item.moduleRequest ? [item.moduleRequest.value] : [])),
  )
  const dynamics = module.dynamicImports.flatMap((entry) => {
    const literal = /^['"`](.*)['"`]$/.exec(file.text.slice(entry.moduleRequest.start, entry.moduleRequest.end))
    return literal?.[1] === undefined ? [] : [literal[1]]
  })
  return [...new Set([...statics, ...reexports, ...dynamics])].map((specifier) => resolveImport(file.path, specifier))
}

function resolveImport(from: string, specifier: string): ImportStatement {
  if (specifier.startsWith('.')) {
    const target = relative(ROOT, join(ROOT, dirname(from), specifier)).replaceAll('\\', '/')
    return { from, specifier, target, relative: true }
  }
  const parts = specifier.split('/')
  const target = specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier)
  return { from, specifier, target, relative: false }
}
