import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Switch of Chromium that gives up its sandbox; it alone lets root open a window on Linux. */
export const NO_SANDBOX = '--no-sandbox'

export interface WindowCheck {
  readonly environment: NodeJS.ProcessEnv
  readonly args: readonly string[]
  /** Folder of this program's built files. */
  readonly programFolder: string
  readonly platform: NodeJS.Platform
  /** The program runs as root. */
  readonly isSuperuser: boolean
  /** Folder of the installed Electron package; undefined where there is none. */
  readonly electronFolder: string | undefined
}

export type WindowVerdict =
  | { readonly kind: 'possible'; readonly electron: string }
  /** Nothing is missing but Electron's program file, which this script of the package fetches. */
  | { readonly kind: 'fetchable'; readonly installer: string }
  /** What stands in the way, for the person at the console. */
  | { readonly kind: 'impossible'; readonly reasons: readonly string[] }

/** Whether the desktop window can open here. */
export function checkWindow(check: WindowCheck): WindowVerdict {
  const program = electronProgram(check)
  const reasons = [...obstacles(check), ...(program.kind === 'absent' ? [program.reason] : [])]
  if (reasons.length === 0 && program.kind === 'installed') return { kind: 'possible', electron: program.file }
  if (reasons.length === 1 && program.kind === 'absent' && program.installer !== undefined) {
    return { kind: 'fetchable', installer: program.installer }
  }
  return { kind: 'impossible', reasons }
}

/** The line that says why there is no window. */
export function noWindowText(reasons: readonly string[]): string {
  return `No desktop window opens: ${reasons.join('; ')}. The engine runs without it; open the address in a browser.`
}

/** Finds the package without importing it: that would try to download the program file. */
export function findElectronFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  } catch {
    // Not installed is an answer here.
    return undefined
  }
}

function obstacles(check: WindowCheck): string[] {
  const found: string[] = []
  if (!hasDisplay(check)) found.push('no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)')
  if (!existsSync(join(check.programFolder, 'index.js'))) found.push('this build contains no desktop shell')
  if (check.platform === 'linux' && check.isSuperuser && !check.args.includes(NO_SANDBOX)) {
    found.push(
      `it was started as root, whom Chromium's sandbox refuses (start it as an ordinary user, or give up the sandbox with ${NO_SANDBOX})`,
    )
  }
  return found
}

function hasDisplay({ platform, environment }: WindowCheck): boolean {
  if (platform !== 'linux') return true
  // An empty variable counts as none.
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

type ElectronProgram =
  | { readonly kind: 'installed'; readonly file: string }
  | { readonly kind: 'absent'; readonly reason: string; readonly installer?: string }

/** By the rules of the package itself: its `path.txt` names the file, in its own `dist` or in a folder of the user's. */
function electronProgram({ environment, platform, electronFolder }: WindowCheck): ElectronProgram {
  const named = electronFolder === undefined ? undefined : readText(join(electronFolder, 'path.txt'))
  const ownFolder = environment['ELECTRON_OVERRIDE_DIST_PATH']
  if (ownFolder) {
    const file = join(ownFolder, named ?? usualProgramFile(platform))
    if (existsSync(file)) return { kind: 'installed', file }
    return { kind: 'absent', reason: `ELECTRON_OVERRIDE_DIST_PATH is set, but ${file} is not there` }
  }
  if (electronFolder === undefined) return { kind: 'absent', reason: 'the package electron is not installed' }
  const file = join(electronFolder, 'dist', named ?? usualProgramFile(platform))
  if (named !== undefined && existsSync(file)) return { kind: 'installed', file }
  const installer = join(electronFolder, 'install.js')
  return { kind: 'absent', reason: "Electron's program file is not installed", installer }
}

function usualProgramFile(platform: NodeJS.Platform): string {
  if (platform === 'win32') return 'electron.exe'
  return platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

function readText(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
