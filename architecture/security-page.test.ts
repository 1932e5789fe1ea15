import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './source-files.ts'

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
/** Cells of the rows that begin with a number. */
const rows = page
  .split('\n')
  .filter((line) => /^\| *\d+ *\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))

interface NamedTest {
  readonly file: string
  readonly title: string
}

/** Tests of a cell: of each the file, a colon and the title. */
function testsOf(cell: string): NamedTest[] {
  return cell.split('<br>').flatMap((entry) => {
    const [, file, title] = /^`([^`]+)`: (.+)$/.exec(entry) ?? []
    return file !== undefined && title !== undefined ? [{ file, title }] : []
  })
}

function isMissing({ file, title }: NamedTest): boolean {
  if (!existsSync(join(ROOT, file))) return true
  const text = readFileSync(join(ROOT, file), 'utf8')
  return !text.includes(`'${title}'`)
}

describe('the security page', () => {
  it('has the twenty points of the checklist, each once and in order', () => {
    expect(rows.map(([, number]) => Number(number))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it.each(rows.map((cells) => [cells[1], cells[2], cells] as const))(
    'point %s names what is there: %s',
    (_, ...rest) => {
      const [, , , , where = '', asserted = '', onlyElectron = ''] = rest[1]
      const files = [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? '')
      expect(files).not.toEqual([])
      expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
      const tests = testsOf(asserted)
      expect(tests).toHaveLength(asserted.split('<br>').length)
      expect([...tests, ...testsOf(onlyElectron)].filter(isMissing)).toEqual([])
    },
  )

  it('names no file and no other page that is not there', () => {
    const named = [...page.matchAll(/`([\w./-]+\/[\w.-]+\.(?:ts|yml|json))`/g)].map(([, file]) => file ?? '')
    const linked = [...page.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, file]) => join('docs', file ?? ''))
    expect(named.length).toBeGreaterThan(40)
    expect([...named, ...linked].filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  it('would find a test that is not there', () => {
    const file = 'architecture/conventions.test.ts'
    expect(isMissing({ file, title: 'lists every export by hand' })).toBe(false)
    expect(isMissing({ file, title: 'lists every export' })).toBe(true)
    expect(isMissing({ file: 'architecture/nothing.test.ts', title: 'lists every export by hand' })).toBe(true)
  })
})
