import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type BuilderRun, runBuilder } from './electron-builder.ts'
import { type PackagePlatform, writeFakeElectron } from './fake-electron.ts'

export interface DryRun {
  readonly platform: PackagePlatform
  readonly arch: 'x64' | 'arm64'
  /** Everything is written below it. */
  readonly folder: string
  readonly isShown: boolean
}

export interface DryRunResult extends BuilderRun {
  /** The packed program. */
  readonly packed: string
}

const BUILDER_NAMES = { linux: '--linux', win32: '--win', darwin: '--mac' } as const

/**
 * Packs the built program around a stand-in for Electron, as far as a folder. Windows' program file is not edited: its
 * icon, version and archive hash can be written into a real one only.
 */
export async function packDry({ platform, arch, folder, isShown }: DryRun): Promise<DryRunResult> {
  const electron = join(folder, 'electron')
  const output = join(folder, 'dist')
  writeFakeElectron(electron, platform)
  const unedited = platform === 'win32' ? ['-c.win.signAndEditExecutable=false', '-c.disableAsarIntegrity=true'] : []
  const run = await runBuilder(
    [
      BUILDER_NAMES[platform],
      'dir',
      `--${arch}`,
      `-c.electronDist=${electron}`,
      `-c.directories.output=${output}`,
      ...unedited,
    ],
    { isShown },
  )
  return { ...run, packed: run.exitCode === 0 ? packedFolder(output) : output }
}

/** `linux-unpacked`, `win-unpacked`, `mac-arm64` …: the only folder it has written. */
function packedFolder(output: string): string {
  const folders = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const [folder] = folders
  if (!folder || folders.length > 1) throw new Error(`${output} holds ${folders.length} folders; one was expected`)
  return join(output, folder.name)
}
