import { describe, expect, it } from 'vitest'
import { correlationStep } from './correlation.ts'

describe('correlation in steps', () => {
  it('tells together from apart and against each other', () => {
    expect([0.95, 0.7, 0.5, 0, -0.2, -0.3, -1].map(correlationStep)).toEqual([
      'strong',
      'strong',
      'weak',
      'none',
      'none',
      'opposite',
      'opposite',
    ])
  })

  it('is no step at all where it is not known', () => {
    expect(correlationStep(null)).toBeNull()
  })
})
