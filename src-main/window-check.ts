import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The reasons why the desktop window cannot open here, each a sentence for the person at the console. */
export function whyNoWindow(environment: NodeJS.ProcessEnv, programFolder: string): string[] {
  const reasons: string[] = []
  if (!hasDisplay(environment)) reasons.push('no display was found (neither DISPLAY nor WAYLAND_DISPLAY is set)')
  if (!hasElectronBinary()) reasons.push("Electron's program file is not installed")
  if (!existsSync(join(programFolder, 'index.js'))) reasons.push('this build contains no desktop shell')
  return [`No desktop window opens: ${reasons.join('; ')}. The engine runs without it; open the address in a browser.`]
}

function hasDisplay(environment: NodeJS.ProcessEnv): boolean {
  if (process.platform !== 'linux') return true
  return Boolean(environment['DISPLAY'] ?? environment['WAYLAND_DISPLAY'])
}

/** Looks for the file only: importing the package would try to download it. */
function hasElectronBinary(): boolean {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    return existsSync(join(folder, 'path.txt'))
  } catch {
    return false
  }
}
