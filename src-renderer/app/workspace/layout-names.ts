import { BUILT_IN_LAYOUTS, type BuiltInLayout } from '../../../src-contract/index.ts'

/** Names that the engine gives to the built-in layouts; the window says them in its own language. */
const GIVEN_NAMES: Readonly<Record<BuiltInLayout, string>> = {
  trade: 'Trade',
  research: 'Research',
  operate: 'Operate',
}

/** The built-in layout of that id, if it is one. */
export const builtInOf = (layoutId: string): BuiltInLayout | undefined =>
  BUILT_IN_LAYOUTS.find((each) => each === layoutId)

/** The built-in layout that still bears the name it was given. */
export function givenName({
  layoutId,
  name,
}: {
  readonly layoutId: string
  readonly name: string
}): BuiltInLayout | undefined {
  const builtIn = builtInOf(layoutId)
  return builtIn !== undefined && GIVEN_NAMES[builtIn] === name ? builtIn : undefined
}

/** All three as an engine that keeps no layouts would give them. */
export const GIVEN_LAYOUTS = BUILT_IN_LAYOUTS.map((layoutId) => ({
  layoutId,
  name: GIVEN_NAMES[layoutId],
  arrangement: null,
  changedAtMs: null,
}))

const MAX_ID_LENGTH = 40

/** An id for a layout of that name which is not taken: letters and digits of the name, a number where needed. */
export function newLayoutId(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, MAX_ID_LENGTH - 4)
    .replace(/-+$/, '')
  const stem = plain === '' ? 'layout' : plain
  if (!taken.has(stem)) return stem
  let number = 2
  while (taken.has(`${stem}-${number}`)) number += 1
  return `${stem}-${number}`
}
