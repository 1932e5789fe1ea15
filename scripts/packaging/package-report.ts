import { readdirSync, readFileSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader, type ArchiveHeader } from '@electron/asar'
import { type FuseConfig, getCurrentFuseWire } from '@electron/fuses'
import type { PackagePlatform } from './fake-electron.ts'

/** A file in the archive. */
export interface PackedFile {
  /** With forward slashes, without one in front. */
  readonly path: string
  readonly sizeBytes: number
  /** Lies beside the archive, where the system can load it. */
  readonly isUnpacked: boolean
}

/** What a packed program holds, read from the package itself. */
export interface PackageReport {
  readonly platform: PackagePlatform
  readonly files: readonly PackedFile[]
  readonly packageJson: Readonly<Record<string, unknown>>
  readonly archiveBytes: number
  readonly fuses: FuseConfig<number>
  /** Files beside the archive: icons, where updates come from. */
  readonly resources: readonly string[]
  /** Content of `app-update.yml`; undefined where there is none. */
  readonly updateSource: string | undefined
}

interface PackageLayout {
  readonly platform: PackagePlatform
  /** The program, or on macOS the `.app`. */
  readonly program: string
  readonly resources: string
}

type ArchiveEntry = ArchiveHeader['header']['files'][string]

/** Reads a folder that electron-builder has packed, before it became an installer. */
export async function reportPackage(folder: string): Promise<PackageReport> {
  const { platform, program, resources } = layoutOf(folder)
  const archive = archiveOf(resources)
  const updates = join(resources, 'app-update.yml')
  return {
    platform,
    files: filesBelow(getRawHeader(archive).header.files, ''),
    packageJson: JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>,
    archiveBytes: statSync(archive).size,
    fuses: await getCurrentFuseWire(program),
    resources: readdirSync(resources, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')),
    updateSource: existsSync(updates) ? readFileSync(updates, 'utf8') : undefined,
  }
}

export function archiveOf(resources: string): string {
  return join(resources, 'app.asar')
}

export function layoutOf(folder: string): PackageLayout {
  const names = readdirSync(folder)
  const app = names.find((name) => name.endsWith('.app'))
  if (app !== undefined) {
    return { platform: 'darwin', program: join(folder, app), resources: join(folder, app, 'Contents', 'Resources') }
  }
  const windows = names.find((name) => name.endsWith('.exe'))
  const resources = join(folder, 'resources')
  if (windows !== undefined) return { platform: 'win32', program: join(folder, windows), resources }
  if (names.includes('wheelhouse')) return { platform: 'linux', program: join(folder, 'wheelhouse'), resources }
  throw new Error(`${folder} is no packed program: it holds neither wheelhouse nor an .exe nor an .app`)
}

function filesBelow(entries: Readonly<Record<string, ArchiveEntry>>, prefix: string): PackedFile[] {
  return Object.entries(entries).flatMap(([name, entry]) => {
    const path = `${prefix}${name}`
    if ('files' in entry) return filesBelow(entry.files, `${path}/`)
    return [{ path, sizeBytes: 'size' in entry ? entry.size : 0, isUnpacked: entry.unpacked }]
  })
}
