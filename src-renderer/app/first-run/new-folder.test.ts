import { expect, it } from 'vitest'
import { GIVEN_LAYOUTS } from '../workspace/layout-names.ts'
import { isNewFolder } from './new-folder.ts'

const UNTOUCHED = { layouts: GIVEN_LAYOUTS, saving: { kind: 'saved' }, fileFault: false } as const
const NEW = { layouts: UNTOUCHED, orders: [], fills: [] } as const

it('is new until a layout was kept', () => {
  expect(isNewFolder(NEW)).toBe(true)
  const changed = [{ layoutId: 'trade', name: 'Trade', arrangement: {}, changedAtMs: 1 }, ...GIVEN_LAYOUTS.slice(1)]
  expect(isNewFolder({ ...NEW, layouts: { ...UNTOUCHED, layouts: changed } })).toBe(false)
})

it('is new until a hand has traded; what strategies do by themselves does not count', () => {
  expect(isNewFolder({ ...NEW, orders: [{ owner: 'strategy:ema-cross' }] })).toBe(true)
  expect(isNewFolder({ ...NEW, orders: [{ owner: 'hand' }] })).toBe(false)
  expect(isNewFolder({ ...NEW, fills: [{ owner: 'hand' }] })).toBe(false)
})

it('is none where the engine does not say what it keeps, or this role may not keep anything', () => {
  expect(isNewFolder({ ...NEW, layouts: { ...UNTOUCHED, saving: { kind: 'refused' } } })).toBe(false)
  expect(isNewFolder({ ...NEW, layouts: { ...UNTOUCHED, saving: { kind: 'failed', reason: 'no' } } })).toBe(false)
})

it('is none where layouts were kept that nobody can read any more', () => {
  expect(isNewFolder({ ...NEW, layouts: { ...UNTOUCHED, fileFault: true } })).toBe(false)
})
