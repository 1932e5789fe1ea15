import { FuseV1Options } from '@electron/fuses'
import { FUSES } from './fuses.ts'
import type { PackageReport } from './package-report.ts'

/** What a package must be like. Each rule gives the faults it finds; none is well. */
export const PACKAGE_RULES: Readonly<Record<string, (report: PackageReport, arch: string) => string[]>> = {
  'holds every part of the program': holdsProgram,
  'starts with the desktop entry': startsWithEntry,
  'holds one compiled library, that of its system': holdsOneLibrary,
  'holds no sources, tests or maps': holdsNoSources,
  'holds no packages for development': holdsNoDevelopment,
  'holds the licences': holdsLicences,
  'holds the icons of the tray': holdsIcons,
  'has its fuses set': hasFusesSet,
}

const NEEDED_FILES = [
  'package.json',
  'out/main/index.js',
  'out/main/engine-process.js',
  'out/main/headless.js',
  'out/main/sqlite-writer-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'node_modules/better-sqlite3/lib/index.js',
  'node_modules/electron-updater/package.json',
] as const

function holdsProgram({ files }: PackageReport): string[] {
  const paths = new Set(files.map(({ path }) => path))
  return NEEDED_FILES.filter((path) => !paths.has(path)).map((path) => `${path} is missing`)
}

function startsWithEntry({ packageJson }: PackageReport): string[] {
  const { main } = packageJson
  return main === 'out/main/index.js' ? [] : [`main of package.json is ${JSON.stringify(main)}`]
}

function holdsOneLibrary({ files, platform }: PackageReport, arch: string): string[] {
  const wanted = `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`
  const libraries = files.filter(({ path }) => path.endsWith('.node'))
  const strays = libraries.filter(({ path }) => path !== wanted).map(({ path }) => `${path} is not for ${wanted}`)
  const library = libraries.find(({ path }) => path === wanted)
  if (!library) return [...strays, `${wanted} is missing`]
  return library.isUnpacked ? strays : [...strays, `${wanted} lies inside the archive, where no system can load it`]
}

const SOURCE = /\.(?:map|ts|tsx|mts|cts|hpp|cpp|gyp|tsbuildinfo)$|^src-|^e2e\/|^bench\/|^scripts\//
const TEST = /(?:^|\/)(?:tests?|__tests__|spec|bench|benchmarks?)\/|\.(?:test|spec|bench)\.[cm]?js$/
const NODE_PROGRAM = /(?:^|\/)node_modules\/node-[a-z]+-[a-z0-9]+\/|(?:^|\/)node(?:\.exe)?$/

function holdsNoSources({ files }: PackageReport): string[] {
  return files
    .filter(({ path }) => SOURCE.test(path) || TEST.test(path) || NODE_PROGRAM.test(path))
    .map(({ path }) => `${path} does not belong into a package`)
}

const DEVELOPMENT = ['electron', 'electron-builder', 'vite', 'vitest', 'typescript', 'react', '@playwright/test']

function holdsNoDevelopment({ files, packageJson }: PackageReport): string[] {
  const strays = DEVELOPMENT.filter((name) => files.some(({ path }) => path.startsWith(`node_modules/${name}/`)))
  const listed = 'devDependencies' in packageJson ? ['package.json lists devDependencies'] : []
  return [...listed, ...strays.map((name) => `node_modules/${name} does not belong into a package`)]
}

/** Own licence, those of what the page is built from, and each package's own beside it. */
function holdsLicences({ files }: PackageReport): string[] {
  const paths = new Set(files.map(({ path }) => path))
  return ['LICENSE', 'out/renderer/licences.json', 'node_modules/better-sqlite3/LICENSE']
    .filter((path) => !paths.has(path))
    .map((path) => `${path} is missing`)
}

const TRAY_ICONS = ['tray-active', 'tray-reducing', 'tray-halted', 'tray-away', 'trayTemplate']

function holdsIcons({ resources }: PackageReport): string[] {
  return TRAY_ICONS.flatMap((name) => [`icons/${name}.png`, `icons/${name}@2x.png`])
    .filter((path) => !resources.includes(path))
    .map((path) => `${path} is missing`)
}

/** As the fuse wire has them: the digits 0 and 1. */
const FUSE_STATES: Readonly<Record<number, string>> = { 48: 'off', 49: 'on', 114: 'removed' }

/** Fuses by name, as the program file has them. */
export function fuseStates({ fuses }: PackageReport): Record<string, string> {
  const names = Object.keys(FUSES) as (keyof typeof FUSES)[]
  return Object.fromEntries(names.map((name) => [name, FUSE_STATES[fuses[fuseIndex(name)] ?? 0] ?? 'unknown']))
}

function hasFusesSet(report: PackageReport): string[] {
  const states = fuseStates(report)
  return Object.entries(FUSES).flatMap(([name, isOn]) => {
    const wanted = isOn ? 'on' : 'off'
    return states[name] === wanted ? [] : [`the fuse ${name} is ${states[name]}, it must be ${wanted}`]
  })
}

function fuseIndex(name: keyof typeof FUSES): FuseV1Options {
  const option = `${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options
  return FuseV1Options[option]
}

/** Every fault of the package, each with its rule. */
export function packageFaults(report: PackageReport, arch: string): string[] {
  return Object.entries(PACKAGE_RULES).flatMap(([rule, find]) => find(report, arch).map((fault) => `${rule}: ${fault}`))
}
