import { expect, it } from 'vitest'
import { exitSide } from './exit-price.ts'

it.each([
  ['long', 'stopLoss', 'below'],
  ['short', 'takeProfit', 'below'],
  ['long', 'takeProfit', 'above'],
  ['short', 'stopLoss', 'above'],
] as const)('of a %s, the %s lies %s the newest price', (side, leg, expected) => {
  expect(exitSide({ side }, leg)).toBe(expected)
})
