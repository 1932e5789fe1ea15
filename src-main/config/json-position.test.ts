import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonFault } from './json-position.ts'

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('findJsonFault', () => {
  it.each([
    ['{"a": 1,}', { line: 1, column: 9, expected: 'a key in double quotes' }],
    ['{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3, expected: '"," or "}"' }],
    ['{"a" 1}', { line: 1, column: 6, expected: '":"' }],
    ['[1 2]', { line: 1, column: 4, expected: '"," or "]"' }],
    ['{"a": tru}', { line: 1, column: 7, expected: 'a value' }],
    ['{"a": 01}', { line: 1, column: 7, expected: 'a value' }],
    ['{"a": "x\ny"}', { line: 1, column: 7, expected: 'a value' }],
    ['{"a": 1', { line: 1, column: 8, expected: '"," or "}"' }],
    ['{} {}', { line: 1, column: 4, expected: 'the end of the file' }],
    ["{'a': 1}", { line: 1, column: 2, expected: 'a key in double quotes' }],
  ])('finds the fault of %j', (text, fault) => {
    expect(findJsonFault(text)).toEqual(fault)
  })

  it('accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
        expect(findJsonFault(JSON.stringify(JSON.parse(text), undefined, indent))).toBeUndefined()
      }),
    )
  })

  it('finds a fault exactly where JSON.parse refuses', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '1', 'x', '\\', ']'), (text, at, sign) => {
        const position = at % (text.length + 1)
        const broken = text.slice(0, position) + sign + text.slice(position + 1)
        expect(findJsonFault(broken) === undefined).toBe(parses(broken))
      }),
      { numRuns: 1_000 },
    )
  })
})
