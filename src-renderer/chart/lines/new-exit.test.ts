import { expect, it } from 'vitest'
import { newExitPrice } from './new-exit.ts'

const bounds = { tickSize: '0.1', referencePrice: 1_000 } as const

it('begins within view on the legal side', () => {
  expect(newExitPrice({ ...bounds, side: 'below' }, 60)).toBe('990.0')
  expect(newExitPrice({ ...bounds, side: 'above' }, 60)).toBe('1010.0')
})

it('begins a hundredth away where nothing is in view', () => {
  expect(newExitPrice({ ...bounds, side: 'below' }, undefined)).toBe('990.0')
})
