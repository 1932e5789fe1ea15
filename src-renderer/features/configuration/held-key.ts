import { configVariable } from '../../../src-contract/index.ts'
import type { KeyPath } from '../../schema-form/index.ts'

/** The environment variable that holds a key, a part around it or something in it; undefined where none does. */
export function holderOf(path: KeyPath, overridden: readonly string[]): string | undefined {
  const id = path.join('.')
  const holder = overridden.find((key) => key === id || id.startsWith(`${key}.`) || key.startsWith(`${id}.`))
  return holder === undefined ? undefined : configVariable(holder.split('.'))
}
