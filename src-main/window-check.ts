import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export interface WindowCheck {
  readonly environment: NodeJS.ProcessEnv
  /** Folder of this program's built files. */
  readonly programFolder: string
  readonly platform: NodeJS.Platform
  /** Folder of the installed Electron package; undefined where there is none. */
  readonly electronFolder: string | undefined
}

/** Why the desktop window cannot open here, as a line for the person at the console; nothing where it can. */
export function whyNoWindow(check: WindowCheck): string[] {
  const reasons: string[] = []
  if (!hasDisplay(check)) reasons.push('no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)')
  if (!hasElectronBinary(check)) reasons.push("Electron's program file is not installed")
  if (!existsSync(join(check.programFolder, 'index.js'))) reasons.push('this build contains no desktop shell')
  if (reasons.length === 0) return []
  return [`No desktop window opens: ${reasons.join('; ')}. The engine runs without it; open the address in a browser.`]
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

function hasDisplay({ platform, environment }: WindowCheck): boolean {
  if (platform !== 'linux') return true
  // An empty variable counts as none.
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY'])
}

/** The package writes this file once the program file is there. */
function hasElectronBinary({ electronFolder }: WindowCheck): boolean {
  return electronFolder !== undefined && existsSync(join(electronFolder, 'path.txt'))
}
