import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder, writeConfig, writeWorkspace } from './engine-process.ts'
import { ElectronShell } from './shell-on-electron.ts'
import { StandInShell } from './shell-on-stand-in.ts'
import type { Shell, ShellOptions } from './shell-types.ts'

const ROOT = join(import.meta.dirname, '../..')

export interface LaunchSettings {
  readonly home: string
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly onPage: NonNullable<ShellOptions['onPage']>
}

const IN_MAIN = { WHEELHOUSE_ENGINE_HOST: 'main' }

/** Electron's program file, where it is installed. */
export function electronBinary(): string | undefined {
  const folder = join(ROOT, 'node_modules/electron')
  const named = join(folder, 'path.txt')
  if (!existsSync(named)) return undefined
  const file = join(folder, 'dist', readFileSync(named, 'utf8').trim())
  return existsSync(file) ? file : undefined
}

export const RUNS_ON: Shell['runsOn'] = electronBinary() === undefined ? 'stand-in' : 'electron'

/** Starts the built desktop program: on real Electron where that is installed, else on the stand-in. */
export async function launchShell(options: ShellOptions = {}): Promise<Shell> {
  const home = options.home ?? newFolder()
  if (options.config !== undefined) writeConfig(home, options.config)
  if (options.workspace !== undefined) writeWorkspace(home, options.workspace)
  const settings: LaunchSettings = {
    home,
    args: ['--home', home, '--port', '0', '--quiet', ...(options.args ?? [])],
    // Not in the file: that is the spec's own.
    environment: { ...(options.engineHost === 'main' ? IN_MAIN : {}), ...options.environment },
    onPage: options.onPage ?? (() => Promise.resolve()),
  }
  const binary = electronBinary()
  const shell = binary === undefined ? new StandInShell(settings) : await ElectronShell.launch(binary, settings)
  if (options.home === undefined) void shell.exited.then(() => rmSync(home, { recursive: true, force: true }))
  return shell
}
