import { expect, it } from 'vitest'
import type { PositionView } from '../../../src-contract/index.ts'
import { resultText } from './result-text.ts'

const position = (stopPrice: string | null): PositionView =>
  ({ side: 'long', quantity: '2', entryPrice: '100', stopPrice }) as PositionView

it('says money, and multiples of the risk where a stop limits it', () => {
  expect(resultText(position('95'), 15)).toBe('+15.00 · +1.50R')
  expect(resultText(position(null), -3)).toBe('−3.00')
})
