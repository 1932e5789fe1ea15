import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Config = Readonly<Record<string, unknown>>

/** Edits `config.json` in the data folder as a person does with an editor. */
export function changeConfigFile(home: string, change: (config: Config) => Config): void {
  const file = join(home, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as Config
  writeFileSync(file, `${JSON.stringify(change(config), null, 2)}\n`)
}
