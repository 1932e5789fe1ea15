import { expect, it } from 'vitest'
import type { PreviewView } from '../../../src-contract/index.ts'
import { eachText } from './each-text.ts'
import type { PreviewState } from './previewer.ts'

const answered = (quantity: string | null): PreviewState => ({
  kind: 'answered',
  preview: { quantity } as PreviewView,
  current: true,
})
const quantities = (preview: PreviewState, otherPreview?: PreviewState): string | undefined =>
  eachText({ preview, otherPreview }, ({ quantity }) => quantity)

it('says a figure of both orders of a pair, once where it is the same', () => {
  expect(quantities(answered('1'), answered('2'))).toBe('1 · 2')
  expect(quantities(answered('1'), answered('1'))).toBe('1')
  expect(quantities(answered('1'))).toBe('1')
})

it('says nothing while no answer has the figure', () => {
  expect(quantities({ kind: 'none' })).toBeUndefined()
  expect(quantities(answered(null), answered(null))).toBeUndefined()
})
