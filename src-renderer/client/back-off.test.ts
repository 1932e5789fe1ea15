import { expect, it } from 'vitest'
import { backOffMs } from './back-off.ts'

it('doubles from half a second and stays at eight seconds', () => {
  expect([1, 2, 3, 4, 5, 6, 40].map(backOffMs)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000])
})
