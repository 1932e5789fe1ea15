import { expect, it } from 'vitest'
import { IdempotencyKey } from '../../src-contract/index.ts'
import { newIdempotencyKey } from './idempotency-key.ts'

it('is what the contract accepts, and another one each time', () => {
  const keys = Array.from({ length: 100 }, newIdempotencyKey)
  expect(new Set(keys).size).toBe(100)
  for (const key of keys) expect(IdempotencyKey.parse(key)).toHaveLength(32)
})
