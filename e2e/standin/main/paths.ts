import { existsSync, readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

/** What the program says of itself in its `package.json`. */
export interface ProgramPackage {
  readonly name: string
  readonly version: string
  readonly productName?: string
}

export function programPackage(): ProgramPackage {
  return JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8')) as ProgramPackage
}

/** The special folders of a user; those that the program sets itself take their place. */
export class SpecialPaths {
  readonly #paths: Map<string, string>

  constructor(programName: string) {
    const home = homedir()
    const appData = join(home, '.config')
    this.#paths = new Map([
      ['home', home],
      ['appData', appData],
      ['userData', join(appData, programName)],
      ['sessionData', join(appData, programName)],
      ['temp', tmpdir()],
      ['exe', process.execPath],
      ['module', process.execPath],
      ['desktop', join(home, 'Desktop')],
      ['documents', join(home, 'Documents')],
      ['downloads', join(home, 'Downloads')],
      ['logs', join(appData, programName, 'logs')],
      ['crashDumps', join(appData, programName, 'Crashpad')],
    ])
  }

  get(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  /** The folder must exist, as for Electron. */
  set(name: string, path: string): void {
    if (!this.#paths.has(name)) throw new Error(`Failed to set path: unknown name '${name}'`)
    if (!existsSync(path)) throw new Error(`Failed to set path: '${path}' does not exist`)
    this.#paths.set(name, path)
    if (name === 'userData') this.#paths.set('sessionData', path)
  }
}
