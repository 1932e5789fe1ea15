import { expect, it } from 'vitest'
import { periodLevelName, poolName, sweptName } from './level-names.ts'

it('names highs and lows of former periods as traders do', () => {
  expect([
    periodLevelName('1D', 1),
    periodLevelName('W', -1),
    periodLevelName('4h', 1),
    periodLevelName(null, -1),
  ]).toEqual(['PDH', 'PWL', '4h H', 'Prev L'])
})

it('names what was swept: highs by a sweep down', () => {
  expect([
    sweptName({ label: 'pool', direction: -1 }),
    sweptName({ label: '1D', direction: 1 }),
    sweptName({ label: 'London open kill zone', direction: -1 }),
    sweptName({ label: 'swing', direction: 1 }),
    poolName(-1),
  ]).toEqual(['EQH', 'PDL', 'London open KZ H', '', 'EQL'])
})
