import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** One package that is part of the program, as the about dialog lists it. */
export interface PackageLicence {
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  readonly text: string
}

/** Shipped beside the packages of the lock file, where it counts as a tool. Chromium's own list lies next to its binary. */
const RUNTIME_PACKAGES = ['node_modules/electron']
const LICENCE_FILE = /^(?:licen[cs]e|copying|notice)(?:[.-]|$)/i

/**
 * Emits `licences.json` beside the page: every package that runs in production and every package of which something is
 * bundled into the page, ordered by name and version.
 *
 * @param root The repository's folder.
 */
export function licencesPlugin(root: string): Plugin {
  return {
    name: 'wheelhouse:licences',
    generateBundle(_options, bundle) {
      const bundled = Object.values(bundle).flatMap((output) =>
        output.type === 'chunk' ? output.moduleIds : output.originalFileNames,
      )
      const folders = new Set([...productionPackages(root), ...bundled.flatMap(packageFolder)])
      const source = JSON.stringify(collectLicences(root, [...folders]))
      this.emitFile({ type: 'asset', fileName: 'licences.json', source })
    },
  }
}

/** Folders of the packages that the program needs at run time and that are installed on this machine, from the root. */
export function productionPackages(root: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
  }
  const needed = Object.entries(lock.packages).filter(([folder, { dev }]) => folder !== '' && dev !== true)
  return [...needed.map(([folder]) => folder), ...RUNTIME_PACKAGES].filter((folder) => existsSync(join(root, folder)))
}

/**
 * Licences of the packages in the given folders, each name and version once.
 * Throws for a package that does not name its licence: it must not be shipped.
 */
export function collectLicences(root: string, folders: readonly string[]): PackageLicence[] {
  const byVersion = new Map<string, PackageLicence>()
  for (const folder of folders) {
    const found = describePackage(join(root, folder))
    byVersion.set(`${found.name} ${found.version}`, found)
  }
  return [...byVersion.entries()].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, licence]) => licence)
}

/** The package that a bundled file belongs to: its folder from the root, in a list; empty for our own files. */
export function packageFolder(file: string): string[] {
  const match = /^.*?((?:node_modules\/(?:@[^/]+\/)?[^/]+\/)+)/.exec(nestedPath(file))
  return match?.[1] === undefined ? [] : [match[1].slice(0, -1)]
}

/** The file's path from the outermost `node_modules` on, without what a bundler adds to it. */
function nestedPath(file: string): string {
  const path = file.replace(/[?#].*$/, '').replaceAll('\\', '/')
  const start = path.indexOf('node_modules/')
  return start === -1 ? '' : path.slice(start)
}

function describePackage(folder: string): PackageLicence {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly name: string
    readonly version: string
    readonly license?: unknown
  }
  if (typeof license !== 'string') throw new Error(`${name} ${version} does not name its licence in package.json`)
  return { name, version, licence: license, text: licenceText(folder) ?? `${name} is under the licence ${license}.` }
}

/** Some packages carry more than one text, for example one for each licence to choose from. */
function licenceText(folder: string): string | undefined {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => entry.name)
    .sort()
  if (files.length === 0) return undefined
  return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n')
}
