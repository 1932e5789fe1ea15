import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { Script } from 'node:vm'

export interface WebPreferences {
  readonly preload?: string
  readonly [name: string]: unknown
}

/** Settings that take the protection of the page away: a window that asks for one is refused. */
const REFUSED: Readonly<Record<string, boolean>> = {
  contextIsolation: false,
  sandbox: false,
  webSecurity: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  webviewTag: true,
}

export function checkPreferences(preferences: WebPreferences): void {
  for (const [name, value] of Object.entries(REFUSED)) {
    if (preferences[name] === value) throw new Error(`refused by the stand-in: webPreferences.${name} is ${value}`)
  }
  for (const name of ['enableBlinkFeatures', 'disableBlinkFeatures']) {
    if (preferences[name] !== undefined) throw new Error(`refused by the stand-in: webPreferences.${name}`)
  }
}

/** Text of the preload file, which a sandboxed page can only run as one classic script. */
export function readPreload(file: string | undefined): string {
  if (file === undefined) return ''
  const source = readFileSync(file, 'utf8')
  try {
    if (extname(file) === '.mjs') throw new SyntaxError('its name says that it is a module')
    // Compiled, never run: a module's import and export are errors here, as in a sandboxed preload.
    void new Script(`(function (require, module, exports, process) {${source}\n})`, { filename: file })
  } catch (error) {
    throw new Error(`refused by the stand-in: the preload ${file} is no CommonJS script: ${String(error)}`, {
      cause: error,
    })
  }
  return source
}
