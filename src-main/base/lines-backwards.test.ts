import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endsInsideLine, linesBackwards } from './lines-backwards.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lines-'))
  file = join(folder, 'lines.txt')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function linesOf(text: string, endOffset?: number): string[] {
  writeFileSync(file, text)
  return Array.from(linesBackwards(file, endOffset), (line) => line.text)
}

describe('linesBackwards', () => {
  it('gives the lines from the last to the first, the last also where its end is missing', () => {
    expect(linesOf('one\ntwo\nthree\n')).toEqual(['three', 'two', 'one'])
    expect(linesOf('one\ntwo')).toEqual(['two', 'one'])
    expect(linesOf('')).toEqual([])
    expect(linesOf('\n\none\n\n')).toEqual(['one'])
  })

  it('has no lines of a file that is not there', () => {
    expect([...linesBackwards(join(folder, 'missing.txt'))]).toEqual([])
    expect(endsInsideLine(join(folder, 'missing.txt'))).toBe(false)
  })

  it('says where each line begins, so that reading can go on from there', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\n'))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        writeFileSync(file, lines.map((text) => `${text}\n`).join(''))
        const all = [...linesBackwards(file)]
        expect(all.map(({ text }) => text)).toEqual(lines.filter((text) => text !== '').toReversed())
        for (const [index, { offset }] of all.entries()) {
          expect([...linesBackwards(file, offset)]).toEqual(all.slice(index + 1))
        }
      }),
    )
  })

  it.each([1, 65_535, 65_536, 65_537, 200_000])(
    'keeps lines of %i bytes whole, also across what it reads at once',
    (length) => {
      const lines = ['a', 'b', 'c', 'ä'].map((letter) => letter.repeat(length))
      expect(linesOf(`${lines.join('\n')}\n`)).toEqual(lines.toReversed())
    },
  )

  it('reads no further than it is asked for', () => {
    writeFileSync(file, `${'x'.repeat(100)}\n`.repeat(50_000))
    const before = process.memoryUsage().arrayBuffers
    for (const line of linesBackwards(file)) {
      expect(line.text).toHaveLength(100)
      break
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000)
  })
})

describe('endsInsideLine', () => {
  it('tells a last line without its end', () => {
    writeFileSync(file, 'one\n')
    expect(endsInsideLine(file)).toBe(false)
    appendFileSync(file, 'tw')
    expect(endsInsideLine(file)).toBe(true)
    writeFileSync(file, '')
    expect(endsInsideLine(file)).toBe(false)
  })
})
