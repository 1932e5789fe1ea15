import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { secretBytes } from '../base/index.ts'
import { KEY_LENGTH, openSealedText, sealText } from './sealed-text.ts'

const key = secretBytes(KEY_LENGTH)
const anyText = fc.string({ unit: 'binary', maxLength: 200 })

describe('sealText', () => {
  it('gives back any text under the same key and purpose', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, purpose) => {
        expect(openSealedText(key, sealText(key, text, purpose), purpose)).toBe(text)
      }),
    )
  })

  it('never gives the same for the same text', () => {
    const sealed = Array.from({ length: 100 }, () => sealText(key, 'text', 'purpose'))
    expect(new Set(sealed).size).toBe(sealed.length)
  })

  it('does not open after any change of one bit', () => {
    const sealed = Buffer.from(sealText(key, 'a secret', 'purpose'), 'base64')
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed)
        changed.writeUInt8((changed[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3)
        expect(openSealedText(key, changed.toString('base64'), 'purpose')).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })

  it('does not open when it was cut, under another key, or for another purpose', () => {
    const sealed = sealText(key, 'a secret', 'purpose')
    const bytes = Buffer.from(sealed, 'base64')
    for (let length = 0; length < bytes.length; length++) {
      expect(openSealedText(key, bytes.subarray(0, length).toString('base64'), 'purpose')).toBeUndefined()
    }
    expect(openSealedText(secretBytes(KEY_LENGTH), sealed, 'purpose')).toBeUndefined()
    expect(openSealedText(key, sealed, 'another purpose')).toBeUndefined()
  })
})
