import { expect, it } from 'vitest'
import { shownToasts } from './shown-toasts.ts'

const toasts = (text: string) =>
  text.split(' ').map((id) => ({ id, kind: id.startsWith('e') ? ('error' as const) : ('info' as const) }))

it('shows the three newest, and no error gives way to what needs nobody', () => {
  expect([...shownToasts(toasts('i4 i3 i2 i1'))]).toEqual(['i4', 'i3', 'i2'])
  expect([...shownToasts(toasts('i4 i3 i2 e1'))]).toEqual(['e1', 'i4', 'i3'])
  expect([...shownToasts(toasts('i5 e4 e3 e2 e1'))]).toEqual(['e4', 'e3', 'e2'])
})
